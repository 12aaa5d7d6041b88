/** What `encoding/json` says about text that is no JSON; `null` when it is. */
export function jsonSyntaxError(text: string): string | null {
  const scanner = new Scanner(text);
  return scanner.scan();
}

class Scanner {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): string | null {
    const error = this.#value("looking for beginning of value");
    if (error !== null) return error;
    this.#skip();
    return this.#at < this.#text.length ? this.#unexpected("after top-level value") : null;
  }

  #skip(): void {
    while (/^[ \t\r\n]/.test(this.#text.charAt(this.#at))) this.#at++;
  }

  #unexpected(where: string): string {
    const code = this.#text.codePointAt(this.#at);
    if (code === undefined) return "unexpected end of JSON input";
    // Go's scanner looks at bytes.
    const [byte = 0] = new TextEncoder().encode(String.fromCodePoint(code));
    const character = String.fromCharCode(byte);
    const shown = { "'": "\\'", "\\": "\\\\", '"': '"', "\n": "\\n", "\r": "\\r", "\t": "\\t" }[character] ?? character;
    const control = byte < 0x20 && shown === character;
    return `invalid character '${control ? `\\x${byte.toString(16).padStart(2, "0")}` : shown}' ${where}`;
  }

  #value(where: string): string | null {
    // Go stops at 10,000; no cache file has a reason to come near either limit.
    if (this.#depth > 1000) return "exceeded max depth";
    this.#skip();
    const character = this.#text.charAt(this.#at);
    if (character === "{") return this.#object();
    if (character === "[") return this.#array();
    if (character === '"') return this.#string();
    for (const word of ["true", "false", "null"]) if (character === word.charAt(0)) return this.#word(word);
    return /^[-0-9]/.test(character) ? this.#number() : this.#unexpected(where);
  }

  #word(word: string): string | null {
    for (let index = 0; index < word.length; index++, this.#at++) {
      const expected = word.charAt(index);
      if (this.#text.charAt(this.#at) !== expected) {
        return this.#unexpected(`in literal ${word} (expecting '${expected}')`);
      }
    }
    return null;
  }

  #number(): string | null {
    const digits = (): boolean => {
      const start = this.#at;
      while (/^[0-9]/.test(this.#text.charAt(this.#at))) this.#at++;
      return this.#at > start;
    };
    if (this.#text.charAt(this.#at) === "-") this.#at++;
    if (this.#text.charAt(this.#at) === "0") this.#at++;
    else if (!digits()) return this.#unexpected("in numeric literal");
    if (this.#text.charAt(this.#at) === ".") {
      this.#at++;
      if (!digits()) return this.#unexpected("after decimal point in numeric literal");
    }
    if (/^[eE]/.test(this.#text.charAt(this.#at))) {
      this.#at++;
      if (/^[+-]/.test(this.#text.charAt(this.#at))) this.#at++;
      if (!digits()) return this.#unexpected("in exponent of numeric literal");
    }
    return null;
  }

  #string(): string | null {
    for (this.#at++; this.#text.charAt(this.#at) !== '"'; this.#at++) {
      const character = this.#text.charAt(this.#at);
      if (character === "" || character < " ") return this.#unexpected("in string literal");
      if (character !== "\\") continue;
      this.#at++;
      const escape = this.#text.charAt(this.#at);
      if (!/^["\\/bfnrtu]/.test(escape)) return this.#unexpected("in string escape code");
      for (let digit = 0; escape === "u" && digit < 4; digit++) {
        this.#at++;
        if (!/^[0-9a-fA-F]/.test(this.#text.charAt(this.#at)))
          return this.#unexpected("in \\u hexadecimal character escape");
      }
    }
    this.#at++;
    return null;
  }

  #object(): string | null {
    this.#depth++;
    this.#at++;
    this.#skip();
    if (this.#text.charAt(this.#at) === "}") return this.#close();
    for (;;) {
      this.#skip();
      if (this.#text.charAt(this.#at) !== '"') return this.#unexpected("looking for beginning of object key string");
      let error = this.#string();
      if (error !== null) return error;
      this.#skip();
      if (this.#text.charAt(this.#at) !== ":") return this.#unexpected("after object key");
      this.#at++;
      error = this.#value("looking for beginning of value");
      if (error !== null) return error;
      this.#skip();
      if (this.#text.charAt(this.#at) === "}") return this.#close();
      if (this.#text.charAt(this.#at) !== ",") return this.#unexpected("after object key:value pair");
      this.#at++;
    }
  }

  #array(): string | null {
    this.#depth++;
    this.#at++;
    this.#skip();
    if (this.#text.charAt(this.#at) === "]") return this.#close();
    for (;;) {
      const error = this.#value("looking for beginning of value");
      if (error !== null) return error;
      this.#skip();
      if (this.#text.charAt(this.#at) === "]") return this.#close();
      if (this.#text.charAt(this.#at) !== ",") return this.#unexpected("after array element");
      this.#at++;
    }
  }

  #close(): null {
    this.#depth--;
    this.#at++;
    return null;
  }
}
