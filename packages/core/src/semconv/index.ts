/** Names of attributes, metrics and events: the conventions' (generated) and genspan's own. Subpath `@genspan/core/semconv`. */
export * from './core-conventions';
export * from './generated';
export * from './legacy';
export * from './own';
