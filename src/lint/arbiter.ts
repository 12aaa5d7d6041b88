import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";

/** What HashiCorp's own parser says of a file; `unknown` when it did not live to say it. */
export type Verdict = "accepts" | "rejects" | "unknown";

/** In milliseconds, the start of its WebAssembly included. */
const patience = 20_000;

const judge = `
  const { parentPort, workerData } = require("node:worker_threads");
  const { parse } = require(workerData);
  parentPort.on("message", ({ name, text }) => {
    parse(name, text).then(() => parentPort.postMessage(""), (error) => parentPort.postMessage(String(error.message)));
  });
`;

/**
 * Asks hcl2json about files of native syntax that our parser rejects: if it accepts one, the mistake is ours. It runs in a
 * thread of its own, started with the first question, because on deeply nested input its WebAssembly dies for good.
 */
export class Arbiter {
  private worker: Worker | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private answer: (text: string | null) => void = () => undefined;

  /** Questions are answered one after the other. A text with bytes that are no UTF-8 is not put: hcl2json sees other text. */
  judge(text: string, fileName: string): Promise<Verdict> {
    if (/\p{Surrogate}/u.test(text)) return Promise.resolve("unknown");
    const verdict = this.last.then(() => this.ask(text, fileName));
    this.last = verdict;
    return verdict;
  }

  async close(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }

  private async ask(text: string, fileName: string): Promise<Verdict> {
    const verdict = verdictOf(await this.put(text, fileName));
    if (verdict === "unknown") await this.close();
    return verdict;
  }

  /** hcl2json's error text, empty when there is none; `null` when there is no answer. */
  private put(text: string, fileName: string): Promise<string | null> {
    const worker = (this.worker ??= this.start());
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.answer(null);
      }, patience);
      this.answer = (answer) => {
        clearTimeout(timer);
        worker.unref();
        resolve(answer);
      };
      worker.ref();
      worker.postMessage({ name: fileName, text });
    });
  }

  private start(): Worker {
    const hcl2json = createRequire(import.meta.url).resolve("@cdktf/hcl2json");
    const worker = new Worker(judge, { eval: true, workerData: hcl2json, stdout: true, stderr: true });
    worker.on("message", (message: string) => {
      this.answer(message);
    });
    const giveUp = (): void => {
      if (this.worker !== worker) return;
      this.worker = null;
      this.answer(null);
    };
    worker.on("error", giveUp);
    worker.on("exit", giveUp);
    return worker;
  }
}

/** Only its parser's complaints count: what can't be written as JSON may still be good syntax. */
function verdictOf(answer: string | null): Verdict {
  if (answer === null) return "unknown";
  if (answer === "" || answer.startsWith("convert to HCL: ")) return "accepts";
  return answer.startsWith("parse config: ") ? "rejects" : "unknown";
}
