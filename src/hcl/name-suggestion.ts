/** The first of the candidates that is less than three edits (Levenshtein) away, as HashiCorp's texts suggest it. */
export function nameSuggestion(given: string, candidates: readonly string[]): string | null {
  return candidates.find((candidate) => isNear(given, candidate)) ?? null;
}

function isNear(given: string, candidate: string): boolean {
  const letters = Array.from(given);
  if (Math.abs(letters.length - candidate.length) >= 3) return false;
  let above = Array.from({ length: candidate.length + 1 }, (_, i) => i);
  for (const [row, letter] of letters.entries()) {
    const current = [row + 1];
    for (let column = 0; column < candidate.length; column++) {
      const replaced = (above[column] ?? 0) + (candidate[column] === letter ? 0 : 1);
      current.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    above = current;
  }
  return (above[candidate.length] ?? 0) < 3;
}
