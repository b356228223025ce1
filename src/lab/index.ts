// The lab as a library: a Tiller and a Swift on loopback that behave like a named release of each.
export { DATA_SETS, dataSet, type DataSet, type DataSetOptions } from './data-set.js';
export { startLab, type Lab, type LabOptions } from './lab.js';
export { findSwift, findTiller } from '../knowledge/versions.js';
