/** Groups files by the folder they stand in, in the order in which the folders come first. */
export function byFolder<File extends { readonly path: string }>(
  files: readonly File[],
  dirname: (path: string) => string,
): ReadonlyMap<string, readonly File[]> {
  const folders = new Map<string, File[]>();
  for (const file of files) {
    const folder = dirname(file.path);
    const others = folders.get(folder);
    if (others) others.push(file);
    else folders.set(folder, [file]);
  }
  return folders;
}
