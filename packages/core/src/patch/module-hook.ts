/** What is told of a module when it loads. One package may be loaded several times: CommonJS, ES module, nested copies. */
export interface LoadedModule {
  readonly name: string;
  /** The live exports: the namespace of an ES module, `module.exports` of a CommonJS one. */
  readonly exports: Record<string, unknown>;
  readonly version?: string | undefined;
  readonly directory?: string | undefined;
}

export interface ModuleListener {
  /** Bare name of the package or of a Node built-in (without `node:`). */
  readonly name: string;
  onLoad(module: LoadedModule): void;
}

export type Undo = () => void;
