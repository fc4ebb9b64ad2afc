#!/usr/bin/env node
// The `zhiheng` command from a checkout: sets up what is missing, then runs the CLI.
import { setUp } from './setup.mjs';

await setUp();
await import('../../dist/apps/cli/main.js');
