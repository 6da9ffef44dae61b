import { afterFirstGroup, type RedactionRule } from './redaction-rule';

const passwordWords = 'pass(?:word|wd|phrase|code)|pwd|["\']pass(?=["\'])';
const keyWords =
  '(?:api|auth|access|account|secret|private|subscription|encryption|signing|master|client|app)[_-]?(?:key|secret|token)(?:[_-]?id)?|secret|token|credentials?|authorization';
const sign = '["\'\\]\\\\]{0,8}\\s{0,3}(?::=|=>|[:=]|%3[AD])\\s{0,3}';
const value = '["\'`\\\\]{0,8}(?![\\[<{$*&:=]|%[sdv(])';
const secret = '(?:[^\\s"\'`,;<>{}()\\\\&]|&(?![\\w.-]{1,40}=)){4,300}';

/** `password=...`, `<password>...`, `"api_key": "..."`, `X-Api-Key: ...`, `--password ...`, "my password is ...". */
export const assignedPasswordRule: RedactionRule = {
  type: 'PASSWORD',
  pattern: new RegExp(`((?:${passwordWords})(?:${sign}|[ \\t](?:is|was)[ \\t:]{1,3}|>)${value})${secret}`, 'gi'),
  secretStart: afterFirstGroup,
  secretLength: (candidate, text, start) => assignedLength(candidate, text, start, isPassword),
};

export const assignedKeyRule: RedactionRule = {
  type: 'API_KEY',
  pattern: new RegExp(`((?:${keyWords})${sign}(?:(?:bearer|token|basic)\\s)?${value})${secret}`, 'gi'),
  secretStart: afterFirstGroup,
  secretLength: (candidate, text, start) => assignedLength(candidate, text, start, isKey),
};

export const optionSecretRule: RedactionRule = {
  type: 'PASSWORD',
  pattern:
    /([ \t]--?(?:[a-z-]{0,20}(?:password|passwd|token|secret|api-?key))[ \t]{1,3}["']?)[^\s"'`,;<>{}()$[\]-][^\s"'`,;<>{}()]{5,300}/gi,
  secretStart: afterFirstGroup,
  secretLength: (candidate, text, start) => assignedLength(candidate, text, start, isKey),
};

type Judge = (value: string, quoted: boolean) => boolean;

function assignedLength(candidate: string, text: string, start: number, isSecret: Judge): number {
  const secretText = candidate.replace(/[.:?]+$/, '');
  const quote = text.charAt(start - 1);
  const opened = quote === '"' || quote === "'" || quote === '`';
  const after = text.charAt(start + candidate.length);
  // A quoted value with a space in it is a sentence, the label of a field; one that is called or indexed is code.
  if (opened && after !== quote && after !== '\\' && after !== '') return 0;
  if (!opened && (after === '(' || after === '{')) return 0;
  return isSecret(secretText, opened) ? secretText.length : 0;
}

const ordinaryValues =
  /^(?:string|text|number|boolean|object|array|unknown|null|none|nil|undefined|true|false|required|optional|hidden|password|passwd|secret|token|enabled|disabled|redacted|masked|empty|example|default|changeme|invalid|incorrect|missing|expired|forgotten|reset|str|bytes)$/i;

/** Code that reads a secret from elsewhere: `process.env.TOKEN`, `req.body.password`, `this.#secret`, `%TOKEN%`, `nextToken2`. */
const expressions: readonly RegExp[] = [
  /^[A-Za-z_$#][\w$]*(?:[?!]?\.#?[A-Za-z_$][\w$]*|\[[^[\]]{0,40}\]?)+!?$/,
  /^(?:process|os|import|env|vault|config|settings|ssm|arn|self|this)[.:[]/,
  /^%[A-Z_]+%$/,
  /^(?=\D*\d{0,2}\D*$)[A-Za-z_$]\w*(?:token|key|secret|pass|auth|client|user|value|config|param|code|encode|hash)\w*$/i,
];

function isExpression(text: string): boolean {
  return expressions.some((expression) => expression.test(text));
}

function isPassword(text: string, quoted: boolean): boolean {
  if (ordinaryValues.test(text) || /^[*x•.]+$/i.test(text) || (!quoted && isExpression(text))) return false;
  if (/^[A-Za-z]+$/.test(text)) return quoted && /^[a-z]{6,}$/.test(text);
  return /[\d!@#$%^&*+=?~|]/.test(text) && entropyBits(text) > 1.5;
}

function isKey(text: string, quoted: boolean): boolean {
  return text.length >= 8 && (quoted || !isExpression(text)) && looksRandom(text);
}

/** Letters and digits mixed, as random text is and words are not. */
export function looksRandom(text: string): boolean {
  return /\d/.test(text) && /[A-Za-z]/.test(text) && !/^[x*.-]+$/i.test(text) && entropyBits(text) > 2.5;
}

/** Shannon entropy in bits per character. */
function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
