import { seeded } from '../seeds';
import { harnessDirectory, recordedDirectory, type WireRoute } from './wire-route';

export function cohereRoutes(): readonly WireRoute[] {
  return [
    {
      method: 'POST',
      path: /\/rerank$/,
      directory: harnessDirectory('cohere', 'rerank'),
      recordedDirectory: recordedDirectory('ai', 'rerank'),
      errorBody: () => ({ message: seeded.errorMessage }),
      errorEvent: '',
    },
  ];
}
