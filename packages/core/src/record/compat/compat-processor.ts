import type { Attributes, Span } from '@opentelemetry/api';
import type { CompatProfileName } from '../../config/settings';
import type { CompatProfile, EndingSpan } from './compat-profile';
import { langfuseProfile } from './langfuse-profile';
import { langsmithProfile } from './langsmith-profile';
import { openinferenceProfile } from './openinference-profile';
import { scopeMetadata } from './scope-metadata';

const profiles: Readonly<Record<CompatProfileName, CompatProfile>> = {
  langfuse: langfuseProfile,
  openinference: openinferenceProfile,
  langsmith: langsmithProfile,
};

/**
 * Adds the attributes that the named backends need to every span that ends; what a span has already stays. Fits `SpanProcessor` of
 * OpenTelemetry's SDK in every version; to be given to the provider before the processors that export. Unknown names add nothing.
 */
export class CompatProcessor {
  readonly #profiles: readonly CompatProfile[];
  #isToldOfEndings = false;

  constructor(names: readonly CompatProfileName[]) {
    this.#profiles = names.filter((name) => Object.hasOwn(profiles, name)).map((name) => profiles[name]);
  }

  onStart(): void {}

  onEnding(span: EndingSpan & Pick<Span, 'setAttributes'>): void {
    this.#isToldOfEndings = true;
    span.setAttributes(this.#missingAttributes(span));
  }

  onEnd(span: EndingSpan): void {
    // SDKs from before `onEnding`: what ended is the object that is exported.
    if (!this.#isToldOfEndings) Object.assign(span.attributes, this.#missingAttributes(span));
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}

  #missingAttributes(span: EndingSpan): Attributes {
    const missing: Attributes = {};
    const add = (name: string, value: Attributes[string]): void => {
      if (span.attributes[name] === undefined) missing[name] ??= value;
    };
    for (const profile of this.#profiles) {
      for (const [name, value] of Object.entries(describeSafely(profile, span))) add(name, value);
    }
    const metadata = Object.entries(scopeMetadata(span.attributes));
    for (const { metadataPrefix } of this.#profiles) {
      if (metadataPrefix !== undefined) metadata.forEach(([key, value]) => add(metadataPrefix + key, value));
    }
    return missing;
  }
}

/** Runs inside `span.end()` of the application, on spans of anybody's. */
function describeSafely(profile: CompatProfile, span: EndingSpan): Attributes {
  try {
    return profile.describe(span);
  } catch {
    return {};
  }
}
