import type { Page } from '../frame/pages.js';
import { campaignPages } from './campaign-pages.js';
import { findingPages } from './finding-pages.js';

export const supervisionPages: readonly Page[] = [...findingPages, ...campaignPages];
