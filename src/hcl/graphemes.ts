let segmenter: Intl.Segmenter | undefined;

/** The grapheme clusters of a text, in order. */
export function* graphemes(text: string): Generator<string> {
  segmenter ??= new Intl.Segmenter("und", { granularity: "grapheme" });
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/** How many grapheme clusters a text has. */
export function countGraphemes(text: string): number {
  let count = 0;
  const clusters = graphemes(text);
  while (clusters.next().done !== true) count++;
  return count;
}
