// As OpenTelemetry asks for it in applications of ES modules.
import { register } from 'node:module';

register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
