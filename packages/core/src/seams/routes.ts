import type { Operation as AnyOperation, RouteTarget } from '../adapter';
import { escapePattern } from '../escape-pattern';

type Operation = AnyOperation<RouteTarget>;

/** Finds the operation of an HTTP request by method and path: `POST /chat/completions`, `GET /responses/{}`. */
export class Routes {
  readonly #prefix: string;
  readonly #literal = new Map<string, Operation>();
  readonly #patterns: { readonly pattern: RegExp; readonly operation: Operation }[] = [];

  constructor(operations: readonly Operation[], pathPrefix = '') {
    this.#prefix = pathPrefix;
    for (const operation of operations) {
      const { route } = operation.target;
      if (route.includes('{}')) this.#patterns.push({ pattern: toPattern(route), operation });
      else this.#literal.set(route, operation);
    }
  }

  /** `path` is without query string. */
  find(method: string, path: string): Operation | undefined {
    const relative = this.#prefix !== '' && path.startsWith(this.#prefix) ? path.slice(this.#prefix.length) : path;
    const route = `${method.toUpperCase()} ${relative}`;
    return this.#literal.get(route) ?? this.#patterns.find(({ pattern }) => pattern.test(route))?.operation;
  }
}

function toPattern(route: string): RegExp {
  const escaped = route.split('{}').map(escapePattern);
  return new RegExp(`^${escaped.join('[^/]+')}$`);
}

export function splitQuery(path: string): { path: string; query: Record<string, string> } {
  const at = path.indexOf('?');
  if (at < 0) return { path, query: {} };
  return { path: path.slice(0, at), query: Object.fromEntries(new URLSearchParams(path.slice(at + 1))) };
}
