import { runOf, type RedactionRule } from './redaction-rule';

/** Fixed beginnings of keys, the alphabet of the rest and how much of it a key has at least. The rest is masked to its end. */
const keys: readonly (readonly [vendor: string, beginning: string, alphabet: string, atLeast: number])[] = [
  ['OpenAI', 'sk-(?:proj|svcacct|admin|None|or-v1|lf)-', '\\w-', 20],
  ['Anthropic', 'sk-ant-[a-z]{2,8}\\d{2}-', '\\w-', 20],
  ['OpenAI, DeepSeek and others', 'sk-(?=[A-Za-z]{0,40}\\d)', 'A-Za-z0-9', 20],
  ['AWS', '(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA|AGPA|AIDA|AIPA|ANPA|ANVA|AROA)', 'A-Z2-7', 16],
  ['GitHub', 'gh[oprsu]_', 'A-Za-z0-9', 30],
  ['GitHub', 'github_pat_', '\\w', 22],
  ['GitLab', 'gl(?:pat|dt|rt|ptt|cbt|soat|ft|imt|agent|oas)-', '\\w.-', 20],
  ['Slack', 'xox[abceoprs]-', 'A-Za-z0-9-', 10],
  ['Slack', 'xapp-\\d-', 'A-Za-z0-9-', 10],
  ['Stripe', '[rs]k_(?:live|test)_', 'A-Za-z0-9', 16],
  ['Stripe', 'whsec_', 'A-Za-z0-9+/=', 24],
  ['Google', 'AIza', '\\w-', 35],
  ['Google OAuth', 'ya29\\.', '\\w.-', 20],
  ['Google OAuth', 'GOCSPX-', '\\w-', 24],
  ['Groq', 'gsk_', 'A-Za-z0-9', 20],
  ['Hugging Face', 'hf_', 'A-Za-z0-9', 30],
  ['Hugging Face', 'api_org_', 'A-Za-z0-9', 30],
  ['xAI', 'xai-', 'A-Za-z0-9', 40],
  ['Cerebras', 'csk-', 'a-z0-9', 30],
  ['Perplexity', 'pplx-', 'A-Za-z0-9', 32],
  ['Replicate', 'r8_', 'A-Za-z0-9', 32],
  ['Pinecone', 'pcsk_', '\\w', 40],
  ['npm', 'npm_', 'A-Za-z0-9', 36],
  ['PyPI', 'pypi-Ag', '\\w-', 40],
  ['SendGrid', 'SG\\.[\\w-]{16,32}\\.', '\\w-', 16],
  ['Twilio', '(?:SK|AC)', '0-9a-f', 32],
  ['DigitalOcean', 'do[opr]_v1_', 'a-f0-9', 64],
  ['Telegram', '\\d{8,10}:AA', '\\w-', 32],
  ['Sourcegraph', 'sgp_(?:[a-f0-9]{16}_|local_)?', 'a-f0-9', 40],
  ['Notion', 'ntn_', 'A-Za-z0-9', 40],
  ['Notion', 'secret_', 'A-Za-z0-9', 43],
  ['HashiCorp Vault', 'hvs\\.', '\\w-', 24],
];

export const vendorKeyRules: readonly RedactionRule[] = keys.map(([, beginning, alphabet, atLeast]) => ({
  type: 'API_KEY',
  pattern: new RegExp(`(?<![A-Za-z0-9](?<!\\\\[nrt]|%[\\dA-F]{2}))${beginning}[${alphabet}]{${atLeast}}`, 'g'),
  extendEnd: runOf(new RegExp(`[${alphabet}]*`, 'y')),
}));
