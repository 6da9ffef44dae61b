/** Calls of Google's SDKs with one answer, and requests that no mapping foresees. */
import { seeded, seededMedia } from '../../seeds';
import { type GoogleDialect, type GoogleRequest, googleRequest } from '../google-dialect';
import { deepFreeze, settle } from '../observe';
import { completed, failed, type Scenario, type Scene } from '../scenario';

const operation = 'generate_content';
const done = completed(operation);
const schema = { type: 'OBJECT', properties: { to: { type: 'STRING', description: seeded.argument } }, required: ['to'] };
const tools = [{ functionDeclarations: [{ name: 'send_mail', description: seeded.toolDescription, parameters: schema }] }];
const text = (value: string): object => ({ role: 'user', parts: [{ text: value }] });

/** A getter that throws reaches the application from the SDK's own serialising; here it must not come sooner. */
const hostile = {
  role: 'user',
  get parts(): unknown {
    throw new Error('this property cannot be read');
  },
};

export function googlePlainScenarios(dialect: GoogleDialect): Scenario[] {
  const send = (scene: Scene, more: GoogleRequest = {}): Promise<unknown> => dialect.send(scene, { ...googleRequest, ...more });
  const odd = dialect.refusesOddContents ? settle : async (action: () => Promise<unknown>) => action();
  return [
    {
      name: 'awaited',
      calls: [done],
      async run(scene) {
        const promise = send(scene);
        const result = await promise;
        return {
          isPromise: promise instanceof Promise,
          className: (result as object).constructor.name,
          result,
          sameAgain: result === (await promise),
        };
      },
    },
    {
      name: 'never-awaited',
      calls: [done],
      async run(scene) {
        void send(scene);
        return scene.unhandledRejections();
      },
    },
    {
      name: 'frozen-contents',
      calls: [done],
      // Two of the SDKs write other fields of the request themselves.
      run: (scene) => send(scene, { contents: deepFreeze(structuredClone(googleRequest.contents)) }),
    },
    {
      name: 'changed-after-call',
      calls: [done],
      async run(scene) {
        const request = structuredClone(googleRequest);
        const promise = dialect.send(scene, request);
        (request.contents as unknown[]).push(text('added after the call'));
        const result = (await promise) as Record<string, unknown>;
        result['changed'] = true;
        return { result, request };
      },
    },
    {
      name: 'concurrent',
      calls: [completed(operation, { times: 30 })],
      run: async (scene) => (await Promise.all(Array.from({ length: 30 }, () => send(scene)))).length,
    },
    { name: 'big-answer', cases: 'big', calls: [done], run: async (scene) => JSON.stringify(await send(scene)).length },
    { name: 'answer-tools', cases: 'tools', calls: [done], run: (scene) => send(scene, { tools }) },
    { name: 'answer-blocked', cases: 'refusal', calls: [done], run: (scene) => send(scene) },
    { name: 'answer-unsafe', cases: 'safety', calls: [done], run: (scene) => send(scene) },
    { name: 'answer-cut', cases: 'cut', calls: [done], run: (scene) => send(scene) },
    { name: 'answer-unknown', cases: 'future', calls: [done], run: (scene) => send(scene) },
    {
      name: 'answer-choices',
      cases: 'choices',
      calls: [done],
      run: (scene) => send(scene, { generationConfig: { candidateCount: 2 } }),
    },
    {
      name: 'tool-results',
      calls: [done],
      run: (scene) =>
        send(scene, {
          tools,
          contents: [
            text(seeded.prompt),
            { role: 'model', parts: [{ functionCall: { name: 'send_mail', args: { to: seeded.argument } } }] },
            { role: 'user', parts: [{ functionResponse: { name: 'send_mail', response: { sent: seeded.toolResult } } }] },
          ],
        }),
    },
    {
      name: 'media',
      calls: [done],
      run: (scene) =>
        send(scene, {
          contents: [
            {
              role: 'user',
              parts: [
                { text: seeded.prompt },
                { inlineData: { mimeType: 'image/png', data: seededMedia } },
                { fileData: { mimeType: 'application/pdf', fileUri: 'gs://files/a.pdf' } },
              ],
            },
          ],
        }),
    },
    {
      name: 'prompt-1mb',
      calls: [done],
      run: (scene) => send(scene, { contents: [text(`${seeded.prompt} `.repeat(9000))] }),
    },
    {
      name: 'contents-many',
      calls: [done],
      run: (scene) =>
        send(scene, {
          contents: Array.from({ length: 1001 }, (_, index) => ({ role: index % 2 ? 'model' : 'user', parts: [{ text: seeded.prompt }] })),
        }),
    },
    {
      name: 'contents-missing',
      cases: 'status-400',
      calls: [failed(operation)],
      run: (scene) => settle(() => send(scene, { contents: undefined })),
    },
    {
      name: 'contents-null',
      cases: 'status-400',
      calls: [failed(operation)],
      run: (scene) => settle(() => send(scene, { contents: null })),
    },
    { name: 'contents-hostile', calls: [failed(operation)], run: (scene) => settle(() => send(scene, { contents: [hostile] })) },
    {
      name: 'role-unknown',
      calls: [done],
      run: (scene) => odd(() => send(scene, { contents: [{ role: 'oracle', parts: [{ text: seeded.prompt }] }] })),
    },
    {
      name: 'parts-unknown',
      calls: [done],
      run: (scene) =>
        odd(() => send(scene, { contents: [{ role: 'user', parts: [{ hologram: { payload: seeded.prompt } }, { text: 'a' }] }] })),
    },
    { name: 'not-json', cases: 'not-json', calls: [failed(operation)], run: (scene) => settle(() => send(scene)) },
  ];
}
