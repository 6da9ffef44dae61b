// Uses what `genspan` exports, with or without `genspan/register` before it.
import { OpenAI } from 'openai';
import { flush, redact, withAttributes } from 'genspan';

const messages = [{ role: 'user', content: 'Hello' }];
const call = () => new OpenAI().chat.completions.create({ model: 'gpt-5-mini', messages });
const { object } = await withAttributes({ userId: 'u-1', sessionId: 's-1' }, call);
await flush();
console.log(object, redact('Write to ada@example.com.'));
// The platform freezes the process after its answer: no timer and no exit handler runs any more.
if (process.argv[2] === 'frozen') process.kill(process.pid, 'SIGKILL');
