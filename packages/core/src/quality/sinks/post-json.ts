import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export interface PostedAnswer {
  /** `undefined`: there was no answer. */
  readonly status: number | undefined;
  /** As the other side asks, in seconds. */
  readonly retryAfterSeconds?: number | undefined;
}

const agentOptions = { keepAlive: true, maxSockets: 4 };
const httpAgent = new HttpAgent(agentOptions);
const httpsAgent = new HttpsAgent(agentOptions);

/** Follows no redirect (it would carry the key elsewhere), and does not keep the process alive. */
export function postJson(url: string, headers: Readonly<Record<string, string>>, body: unknown, timeoutMs: number): Promise<PostedAnswer> {
  return new Promise((resolve) => {
    const payload = Buffer.from(JSON.stringify(body));
    const options = {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': payload.length },
    };
    const onResponse = (response: IncomingMessage): void => {
      response.resume();
      response.on('error', () => resolve({ status: undefined }));
      response.on('end', () => finish({ status: response.statusCode, retryAfterSeconds: asSeconds(response.headers['retry-after']) }));
    };
    const request = url.startsWith('https:')
      ? httpsRequest(url, { ...options, agent: httpsAgent }, onResponse)
      : httpRequest(url, { ...options, agent: httpAgent }, onResponse);
    const timer = setTimeout(() => request.destroy(new Error('timeout')), timeoutMs).unref();
    const finish = (answer: PostedAnswer): void => {
      clearTimeout(timer);
      resolve(answer);
    };
    request.on('error', () => finish({ status: undefined }));
    request.on('close', () => finish({ status: undefined }));
    request.on('socket', (socket) => socket.unref());
    request.end(payload);
  });
}

function asSeconds(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,5}$/.test(header) ? Number(header) : undefined;
}
