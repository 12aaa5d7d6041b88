import { pause } from "./pause.ts";

type Task<Value> = () => Promise<Value>;

/** Runs tasks at the same time, but not more than so many. */
export function pool(size: number): <Value>(task: Task<Value>) => Promise<Value> {
  const waiting: (() => void)[] = [];
  let free = size;
  return async (task) => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** Runs tasks of the same name one after the other, with a pause between them. Milliseconds. */
export function spaced(
  interval: number,
  signal: AbortSignal,
): <Value>(name: string, task: Task<Value>) => Promise<Value> {
  const last = new Map<string, Promise<unknown>>();
  return (name, task) => {
    const before = last.get(name);
    const started = before ? before.then(() => pause(interval, signal)).then(task) : task();
    last.set(name, started);
    return started;
  };
}
