export { type CollectorAnswer, type Delivery, type FakeCollector, type Signal, startFakeCollector } from './collector/fake-collector';
export type { AttributeValues, LogRecordData, MetricData, SpanData } from './collector/otlp-json';
export { type FakeProvider, type RecordedRequest, startFakeProvider } from './provider/fake-provider';
export { anthropicRoutes, openaiRoutes, type WireRoute } from './provider/wire-route';
export { type Application, type ApplicationRun, type ModuleFormat, runApplication } from './run-application';
export { type NodeResult, type NodeRun, runNode } from './run-node';
export { describeCase, describeCaseRequest, type MappingCase, type MappingFacts, readMappingCases } from './mapping/mapping-case';
export { describeGarbage, makeGarbage } from './mapping/garbage';
