/** What to `require` for a package. The build replaces this: there each package is a file of its own in dist/libraries/. */
export const libraryFile = (name: string): string => name;
