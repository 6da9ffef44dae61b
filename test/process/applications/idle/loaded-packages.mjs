// Prints the packages of genspan that are in this process once what it was told to load is loaded: `require:openai`, `import:openai`.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
for (const argument of process.argv.slice(2)) {
  const [way, name] = argument.split(':');
  if (way === 'require') require(name);
  else await import(name);
}
const folders = Object.keys(require.cache).flatMap((path) => /[/\\]packages[/\\]([^/\\]+)[/\\]dist[/\\]/.exec(path)?.[1] ?? []);
console.log([...new Set(folders)].toSorted().join(' '));
