import { Module } from '@nestjs/common';
import { LiveBoardHttp } from './live-board/live-board.http.js';
import { ExplainScoreHttp } from './explain-score/explain-score.http.js';
import { SimulateScoresHttp } from './simulate-scores/simulate-scores.http.js';
import { SchemeRegisterHttp } from './scheme-register/scheme-register.http.js';

/** Scoring 评分: schemes, the live board, explanations, what-if and robustness. */
@Module({ controllers: [SchemeRegisterHttp, LiveBoardHttp, ExplainScoreHttp, SimulateScoresHttp] })
export class ScoringModule {}
