/** Commands by which a text is judged. They name no model. */
import { seeded, seededMedia } from '../../seeds';
import { makeCommand, show } from '../aws-dialect';
import { settle } from '../observe';
import { completed, failed, type Scenario, type Scene } from '../scenario';
import { invoke } from '../sdk';

/** The first version that has ApplyGuardrail. */
const versions = '>=3.614';
const judged = completed('moderation', { model: null });
const bytes = Uint8Array.from(Buffer.from(seededMedia, 'base64'));

function apply(scene: Scene, source: 'INPUT' | 'OUTPUT'): object {
  const content = [{ text: { text: seeded.prompt, qualifiers: ['query'] } }, { image: { format: 'png', source: { bytes } } }];
  return makeCommand(scene, 'ApplyGuardrailCommand', { guardrailIdentifier: 'gr123', guardrailVersion: 'DRAFT', source, content });
}

export const bedrockGuardrailScenarios: readonly Scenario[] = [
  {
    name: 'guardrail-intervened',
    versions,
    calls: [judged],
    run: async (scene) => show(await invoke(scene.client(), 'send', apply(scene, 'INPUT'))),
  },
  {
    name: 'guardrail-passed-called-back',
    versions,
    cases: 'status-503,passed',
    calls: [judged],
    run: (scene) =>
      new Promise((resolve) => {
        invoke(scene.client(), 'send', apply(scene, 'OUTPUT'), (error: unknown, answer: object) =>
          resolve({ error, answer: show(answer) }),
        );
      }),
  },
  {
    name: 'guardrail-refused',
    versions,
    cases: 'status-400',
    calls: [failed('moderation', { model: null })],
    run: (scene) => settle(() => invoke(scene.client(), 'send', apply(scene, 'INPUT'))),
  },
  {
    name: 'guardrail-checks',
    // The newest one; earlier ones may have it too.
    versions: '>=3.1164',
    calls: [judged],
    run: async (scene) =>
      show(
        await invoke(
          scene.client(),
          'send',
          makeCommand(scene, 'InvokeGuardrailChecksCommand', {
            messages: [{ role: 'user', content: [{ text: seeded.prompt }] }],
            checks: { promptAttack: { categories: [{ category: 'JAILBREAK' }] } },
          }),
        ),
      ),
  },
];
