/** Secrets that are known by what stands before them or by their structure, not by a vendor's prefix. */
import { looksRandom } from './assigned-secret';
import { afterFirstGroup, runOf, type RedactionRule } from './redaction-rule';

/** Also encrypted ones (JWE), whose second part does not start with `eyJ`. */
export const webTokenRule: RedactionRule = {
  type: 'JWT',
  pattern: /(?<![\w-](?<!\\[nrt]|%[\dA-F]{2}))eyJ[\w-]{10,800}\.[\w-]{10}/g,
  extendEnd: runOf(/[\w.-]*/y),
};

/** `scheme://user:password@host`; a password may itself hold an `@`. */
export const urlPasswordRule: RedactionRule = {
  type: 'PASSWORD',
  pattern: /(:\/\/[^\s:@/?#"'<>]{0,100}:)[^\s/?#"'<>]{1,200}(?=@[\w[])/g,
  secretStart: afterFirstGroup,
  secretLength: (candidate) => (isPlaceholder(candidate) ? 0 : candidate.length),
};

export const slackWebhookRule: RedactionRule = {
  type: 'API_KEY',
  pattern: /(hooks\.slack\.com\/(?:services|workflows|triggers)\/)[\w/+-]{20,200}/g,
  secretStart: afterFirstGroup,
};

/** `Authorization: Bearer ...` and a bare `Bearer ...`. */
export const bearerTokenRule: RedactionRule = {
  type: 'API_KEY',
  pattern: /(\bbearer[ \t]{1,3})[\w.~+/=-]{12,600}/gi,
  secretStart: afterFirstGroup,
  secretLength: (candidate) => (looksRandom(candidate) ? candidate.length : 0),
  extendEnd: runOf(/[\w.~+/=-]*/y),
};

/** What signs an address for whoever holds it: of AWS, Google Cloud, Azure, CloudFront. */
export const urlSignatureRule: RedactionRule = {
  type: 'API_KEY',
  pattern: /([?&;, ](?:X-(?:Amz|Goog)-)?Sig(?:nature)?=)[\w%.+/~=-]{16,600}/gi,
  secretStart: afterFirstGroup,
  secretLength: (candidate) => (looksRandom(candidate) ? candidate.length : 0),
  extendEnd: runOf(/[\w%.+/~=-]*/y),
};

/** `Cookie: session=...; theme=dark`, `Set-Cookie: ...`, to the end of the header: which of them is the session's nobody can tell. */
export const cookieRule: RedactionRule = {
  type: 'API_KEY',
  pattern: /(\bcookie["']?:\s{0,3}["'\\]{0,2})[\w.-]{1,64}=[^\r\n"'\\]{8,600}/gi,
  secretStart: afterFirstGroup,
  secretLength: (candidate) => (looksRandom(candidate) ? candidate.length : 0),
  extendEnd: runOf(/[^\r\n"'\\]*/y),
};

/** Credentials of HTTP basic authentication are `user:password` in base64; ordinary words after "basic" do not decode to that. */
export const basicCredentialsRule: RedactionRule = {
  type: 'PASSWORD',
  pattern: /(\bbasic[ \t]{1,3})[A-Za-z0-9+/]{6,600}={0,2}/gi,
  secretStart: afterFirstGroup,
  secretLength: (candidate) =>
    /^[\x20-\x7e]{0,400}:[\x20-\x7e]{0,400}$/.test(Buffer.from(candidate, 'base64').toString('latin1')) ? candidate.length : 0,
};

/** `curl -u user:password`, `--user user:password`. */
export const commandLineUserRule: RedactionRule = {
  type: 'PASSWORD',
  pattern: /(\b(?:curl|http|https|wget)\b[^\n|;]{0,200}[ \t](?:-u|--user)[ =]{0,2}["']?[^\s"':]{1,64}:)[^\s"'`]{1,200}/g,
  secretStart: afterFirstGroup,
  secretLength: (candidate) => (isPlaceholder(candidate) ? 0 : candidate.length),
};

/** The two secrets of cloud vendors that have no prefix: they are known by the name before them. */
export const awsSecretRule: RedactionRule = {
  type: 'API_KEY',
  pattern: /(\baws.{0,20}(?:secret|key).{0,20}?["'`:=\s])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gi,
  secretStart: afterFirstGroup,
  secretLength: (candidate) => (looksRandom(candidate) ? candidate.length : 0),
};

export const azureKeyRule: RedactionRule = {
  type: 'API_KEY',
  pattern: /(\b(?:AccountKey|SharedAccessKey|SharedSecretValue)=)[A-Za-z0-9+/]{20}/g,
  secretStart: afterFirstGroup,
  extendEnd: runOf(/[A-Za-z0-9+/]*={0,2}/y),
};

/** What stands in a template or a document where a secret would. */
function isPlaceholder(candidate: string): boolean {
  return /\$\{|\{\{|^[{$[]|[<>]|^(?:[*x.]+|%[A-Z_]+%|pass|password|passwd|pwd|token|secret)$/i.test(candidate);
}
