/** What a knowledge base found: documents with where they lie, and how well they fit. */
import { asArray, asNumber, asRecord, asString, copyJson, type JsonRecord, type RetrievedDocument } from '@genspan/core/adapter';

export function describeReferences(list: unknown): readonly RetrievedDocument[] {
  return recordsOf(list).map((reference) => ({ id: describeId(reference), score: asNumber(reference.score) }));
}

export function copyReferences(list: unknown): readonly unknown[] {
  return recordsOf(list).map((reference) => {
    const { documentId: _id, ...rest } = asRecord(copyJson(reference)) ?? {};
    return { id: describeId(reference), ...rest };
  });
}

function recordsOf(list: unknown): JsonRecord[] {
  return (asArray(list) ?? []).map(asRecord).filter((reference) => reference !== undefined);
}

/** Older versions name no document, only its place. */
function describeId(reference: JsonRecord): string | undefined {
  const location = asRecord(reference.location);
  const metadata = asRecord(reference.metadata);
  return (
    asString(reference.documentId) ??
    asString(metadata?.['x-amz-bedrock-kb-chunk-id']) ??
    asString(asRecord(location?.s3Location)?.uri) ??
    asString(asRecord(location?.webLocation)?.url) ??
    asString(asRecord(location?.customDocumentLocation)?.id)
  );
}
