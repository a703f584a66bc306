/** What results say they were made with; a test holds these against package.json. */
export const VERSIONS_OF_RESULTS = {
  lab: '0.1.0',
  generator: 'g1',
  'onnxruntime-web': '1.31.0-dev.20260914-8d85527a0',
} as const;
