import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { redactText } from './redactor';

/** Ordinary texts with the look of secrets. Every one of them must come out as it went in. */
const cleanTexts = String.raw`
git clone git@github.com:undici/undici.git && git remote add up ssh://git@gitlab.example.com:2222/a/b.git
rsync -a build/ deploy@web.example.com:/var/www
"version": "4.7.2.0", released as v1.2.3.4 for Chrome/120.0.6099.109 on Windows NT 10.0
pip install numpy==1.26.4.1 "torch>=2.1.0.3" package@1.2.3.4 lib-1.2.3.4.jar
.. versionchanged:: 2.7.100.3, fixed in 1.5.4.1 since 14.28.16.9; OID 2.5.29.15
listen 127.0.0.1:3000 and 0.0.0.0:80, netmask 255.255.255.0
id 550e8400-e29b-41d4-a716-446655440000, 123e4567-e89b-12d3-a456-426614174000
at 2024-03-09T12:34:56.789Z, 2024-03-09 12:34:56+0100, 1700000000000, 1700000000000000000
commit 3fa94bc07d12e5863fa94bc07d12e5863fa94bc0, sha256:3fa94bc07d12e5863fa94bc07d12e5863fa94bc07d12e5863fa94bc07d12e586
sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==
order 4837-2291, invoice 2024-000123, ticket #10023456, SKU 0012345678, ISBN 978-3-16-148410-0
tracking 1Z999AA10123456784, part 1234567890123456, EAN 4006381333931
const key = process.env.OPENAI_API_KEY; const password = process.env['DB_PASSWORD'] ?? '';
apiKey: process.env.ANTHROPIC_API_KEY, token: req.headers.authorization, secret = os.environ["APP_SECRET"]
const client = new OpenAI({ apiKey: config.openai.apiKey, password: user.password1 })
function login(password: string, token?: string) { return this.token = token; }
password: getPassword(), token = await fetchToken2(user), secret: base64Encode32(x)
type: 'password', required: true, "password": "required", {"password": {"type": "string", "minLength": 8}}
"forgotPassword": "Forgot your password?", "password": "Password", PASSWORD_MIN_LENGTH=12
if (password === undefined || password.length < 8) throw new Error('password is too short')
The password is required. Your token is invalid: token expired. A secret: never give up.
max_tokens: 1024, "total_tokens": 18342, tokenizer = gpt2, next_token = tokens[3]
password=\${DB_PASSWORD} token={{ .Values.token }} secret=<your-secret> PASSWORD=******** API_KEY=xxxxxxxxxxxx
postgres://\${user}:\${password}@localhost/db and https://{user}:{token}@example.com
Basic understanding of bearer authentication; bearer of good news; basic knowledge-based systems
.sk-fading-circle-loader-animation .sk-cube-grid-item { animation: sk-bounce-delay-ease-in-out 1.4s }
std::vector<int> v; std::cout << a::b::c; Foo::Bar.new; use std::collections::HashMap; Cafe::Babe::Dead
12:34:56 aa:bb:cc:dd:ee:ff 00:1A:2B:3C:4D:5E MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48
<img src="logo@2x.png"> @media print { } @Override public int size() npm i @types/node@24.19.2 react@latest
systemctl start getty@tty1.service; x = A@B.T; y = a@b.transpose(0, 1)
0.4111111111111111 3.141592653589793 1e-7 6.02214076e23 [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]
+50609263E157 -123 +35236450.6; USER_PASSWD = "%s:%s"; passphrase: &#x3C;string>
columns 200 300 4000 and 212 555 0187; ratio 10.000.000; range 100-200-3000; +1 2 3 4 5 6 7 8
score += 12345678; a+12345678; phone model 2024-03-09; the phone has 3 cameras and 12345678 pixels
if (pem.startsWith('-----BEGIN PRIVATE KEY-----') && pem.trim().endsWith('-----END PRIVATE KEY-----')) return;
-----BEGIN CERTIFICATE-----
https://example.com/a:b@c https://example.com:8443/x?y=1#z http://localhost:3000/@user/post
data-id="SKU00AB12" ACCESS_DENIED AKIA_NOT_A_KEY ghp_short xoxb- sk-test hf_hub_download npm_config_cache npm_lifecycle_event
area 000-12-3456, 666-12-3456, 900-12-3456, 123-00-4567, 123-45-0000
call_id: call_9XbT0kQz1, tool_call_id "toolu_01A09q90qw90lq917835lq9", chatcmpl-9aBcDeFgHiJkLmNoPqRsTuVwXyZ0
eyJ is how base64 of {" starts; DE12 is not an IBAN, nor is GB00 NWBK 6016 1331 9268 19
The meeting is on 12.03.2024 at 10.30, room 4.2.1, see chapter 3.2.1.4 and section 1.2.3.4.
Cookie: a small text file; set cookie: name=value; cookie: string, cookies = parse(req.headers.cookie)
def verify(payload, signature=None, sig=compute_signature): return sig == "sha256=" + signature
<th>Password</th><td>Signature</td> <label>password</label><password>\${env.PASSWORD}</password>
C:\\new\\table\\1234567890123456 5%2042 100%25 2020–2024 pages 123–145 1 000 000 12 345 678
const begin = '-----BEGIN PRIVATE KEY-----'; const end = '-----END PRIVATE KEY-----';
curl -u "$USER:$TOKEN" https://api.example.com; curl -H "Authorization: Bearer $TOKEN" -u user https://x
`
  .trim()
  .split('\n');

test.each(cleanTexts)('leaves alone: %s', (text) => expect(redactText(text)).toBe(text));

test.each(['fs', 'events', 'stream', 'process', 'util', 'worker_threads', 'zlib', 'test'])(
  'leaves the declarations and prose of node:%s alone',
  (module) => {
    const text = readFileSync(join(dirname(require.resolve('@types/node/package.json')), `${module}.d.ts`), 'utf8');
    expect(redactText(text)).toBe(text);
  },
);
