#!/usr/bin/env node
// The plugin of kubectl: `kubectl swiftcheck`. The program knows it by the name of this file.
require('../dist/start.cjs');
