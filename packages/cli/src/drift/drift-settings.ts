export interface DriftSettings {
  /** Weight of the newest step in the moving average. */
  readonly smoothing: number;
  /** Standard deviations of the moving average at which it alarms. */
  readonly ewmaLimit: number;
  /** Standard errors by which a step must be low to add to the sum. */
  readonly cusumSlack: number;
  /** Standard errors in the sum at which it alarms. */
  readonly cusumLimit: number;
  /** What must be known of a series before it is judged, both. */
  readonly baselineEvaluations: number;
  readonly baselineHours: number;
  /** Hours with fewer are judged together with the next: means of few are not normal. */
  readonly evaluationsPerStep: number;
  /** After an alarm, of the same series. */
  readonly quietHours: number;
}

/** Chosen by simulation, see docs/quality.md: the most sensitive of those tried that stay below a false alarm in 30 days on every stream. */
export const driftSettings: DriftSettings = {
  smoothing: 0.1,
  ewmaLimit: 3.75,
  cusumSlack: 0.5,
  cusumLimit: 9,
  baselineEvaluations: 200,
  baselineHours: 24,
  evaluationsPerStep: 20,
  quietHours: 24,
};
