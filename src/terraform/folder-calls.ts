/** Who calls whom, by folder. */
export class FolderCalls {
  private readonly find: (folder: string) => readonly string[];
  private readonly known = new Map<string, readonly string[]>();

  constructor(find: (folder: string) => readonly string[]) {
    this.find = find;
  }

  /** The folders that a folder calls itself. */
  from(folder: string): readonly string[] {
    const targets = this.known.get(folder) ?? this.find(folder);
    this.known.set(folder, targets);
    return targets;
  }

  /** What can be reached from folders, call by call; one of themselves only when another call leads to it. */
  reachedFrom(folders: readonly string[]): ReadonlySet<string> {
    const reached = new Set<string>();
    const pending = [...folders];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const target of this.from(next)) {
        if (reached.has(target)) continue;
        reached.add(target);
        pending.push(target);
      }
    }
    return reached;
  }
}

/** The folders that no other one calls. */
export function rootsAmong(folders: readonly string[], calls: FolderCalls): readonly string[] {
  const callers = new Set([...folders, ...calls.reachedFrom(folders)]);
  const called = new Set([...callers].flatMap((folder) => calls.from(folder).filter((target) => target !== folder)));
  const roots = new Set(folders.filter((folder) => !called.has(folder)));
  const reached = new Set(calls.reachedFrom([...roots]));
  // Modules that only call each other: one of them must stand for the circle.
  for (const folder of folders) {
    if (roots.has(folder) || reached.has(folder)) continue;
    roots.add(folder);
    for (const target of calls.reachedFrom([folder])) reached.add(target);
  }
  return folders.filter((folder) => roots.has(folder));
}

/** The roots from which calls lead to a folder, by folder. */
export function rootsByCalled(roots: readonly string[], calls: FolderCalls): ReadonlyMap<string, readonly string[]> {
  const callers = new Map<string, string[]>();
  for (const root of roots) {
    for (const folder of calls.reachedFrom([root])) {
      const others = callers.get(folder);
      if (others) others.push(root);
      else callers.set(folder, [root]);
    }
  }
  return callers;
}

/** Folders that calls connect, as disjoint sets. */
export class FolderGroups {
  private readonly parents = new Map<string, string>();

  constructor(folders: readonly string[], calls: FolderCalls) {
    for (const folder of [...folders, ...calls.reachedFrom(folders)]) {
      for (const target of calls.from(folder)) this.parents.set(this.nameOf(target), this.nameOf(folder));
    }
  }

  nameOf(folder: string): string {
    let name = folder;
    for (
      let parent = this.parents.get(name);
      parent !== undefined && parent !== name;
      parent = this.parents.get(name)
    ) {
      name = parent;
    }
    if (name !== folder) this.parents.set(folder, name);
    return name;
  }
}
