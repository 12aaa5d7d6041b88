import { unknownValue } from "../values/construct.ts";
import { dynamicType } from "../values/type.ts";
import type { Evaluated } from "./evaluated.ts";

/** Sees to it that a definition that needs itself gets an answer. */
export class CycleWatch {
  private readonly underWay = new Set<Definition>();

  /** For `Definition` only. */
  run(definition: Definition, compute: () => Evaluated): Evaluated {
    if (this.underWay.has(definition)) {
      return { value: unknownValue(dynamicType, `${definition.label()} depends on itself`), diagnostics: [] };
    }
    this.underWay.add(definition);
    try {
      return compute();
    } finally {
      this.underWay.delete(definition);
    }
  }
}

/** Something with a name and a value that is worked out when it is first needed. */
export class Definition {
  /** Asked only when the definition depends on itself. */
  readonly label: () => string;
  private readonly compute: () => Evaluated;
  private readonly watch: CycleWatch;
  private answer: Evaluated | undefined;

  constructor(label: () => string, compute: () => Evaluated, watch: CycleWatch) {
    this.label = label;
    this.compute = compute;
    this.watch = watch;
  }

  get(): Evaluated {
    return (this.answer ??= this.watch.run(this, this.compute));
  }
}
