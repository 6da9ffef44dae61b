/** More than any server has; what offers more than these has names that tell nothing. */
const maxNames = 500;

/** Names of tools and prompts that this process has shown to be there, in all its sessions: a server over HTTP may have one for each request. */
export class ProtocolTargets {
  readonly #names = new Set<string>();

  has(name: string | undefined): boolean {
    return name !== undefined && this.#names.has(name);
  }

  add(names: readonly string[]): void {
    for (const name of names) {
      if (this.#names.size >= maxNames) return;
      this.#names.add(name);
    }
  }
}
