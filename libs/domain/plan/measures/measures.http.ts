import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { covers, type Actor } from '#engine/kernel';
import { codeField, endpoint, filters, From, Handle, Input, notFound, pageQuery, pageReply, Views, viewQuery, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { measureParams, onQuery, planParams } from '../plan-input.js';
import { maySeePlan, maySeeProgress } from '../plan.policies.js';
import { assignmentOn, measureKey, measures, type MeasureRow } from './measures.projection.js';

const assignmentLine = z.object({
  lead: z.string(), supporting: z.array(z.string()), participants: z.array(z.string()), from: z.string(), decidedBy: z.string(), reason: z.string().nullable(),
  authority: z.string().nullable(), recordedAt: z.string(),
});

const measureLine = z.object({
  plan: z.string(), no: z.number().int(), chapter: z.number().int(), title: z.string(), text: z.string(), responsibleUnits: z.array(z.string()), open: z.boolean(),
  lead: z.string().nullable(), supporting: z.array(z.string()), assignedFrom: z.string().nullable(), assignments: z.array(assignmentLine), participants: z.array(z.string()),
  indicators: z.array(z.string()),
  /** Units see their own; those who work across the city see all. */
  progress: z.array(z.object({ unit: z.string(), period: z.string(), percent: z.string(), status: z.enum(['reported', 'accepted', 'returned']) })),
  changedAt: z.string(),
});

const list = endpoint({
  method: 'GET', path: '/plans/:plan/measures', tag: 'plan', access: maySeePlan,
  summary: { zh: '措施清单；on 为某日的分工', en: 'Measures; `on` gives the assignment of a date' },
  params: planParams,
  query: z.strictObject({ chapter: wholeNumber(1, 999).optional(), lead: codeField.optional(), unit: codeField.optional(), ...onQuery, ...pageQuery, ...viewQuery }),
  reply: pageReply(measureLine),
});

const one = endpoint({
  method: 'GET', path: '/plans/:plan/measures/:no', tag: 'plan', access: maySeePlan,
  summary: { zh: '一条措施：原文、历次分工、指标和进展', en: 'One measure: text, assignments, indicators, progress' },
  params: measureParams,
  query: z.strictObject({ ...onQuery, ...viewQuery }),
  reply: measureLine.extend({ position: z.number().int() }),
});

@Controller()
export class MeasuresHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(list)
  async list(@Input() { params, query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, on, unit, ...given } = query;
    const taking = unit === undefined ? [] : [{ field: 'participants', is: 'contains' as const, value: `|${unit}|` }];
    const page = await this.views.list<MeasureRow>(measures.name, measures.table.name, { where: [...filters({ ...params, ...given }), ...taking], order: [{ field: 'no' }], limit, cursor, asKnownAt, waitFor });
    return { ...page, items: page.items.map((row) => shown(row, on, actor)) };
  }

  @Handle(one)
  async one(@Input() { params, query: { on, ...moment } }: InputOf<typeof one>, @From() { actor }: Caller) {
    const { found, position } = await this.views.one<MeasureRow>(measures.name, measures.table.name, measureKey(params), moment);
    if (!found) throw notFound({ plan: params.plan, no: String(params.no) });
    return { ...shown(found.row, on, actor), position };
  }
}

/** A row as it is answered: with the assignment of the date asked for, and the progress the caller may see. */
export function shown({ participants, ...row }: MeasureRow, on: string | undefined, actor: Actor) {
  const scope = maySeeProgress.scope(actor);
  const progress = row.progress.filter((mark) => covers(scope, mark.unit));
  if (on === undefined) return { ...row, progress, participants: participants.split('|').filter((code) => code !== '') };
  const assignment = assignmentOn(row, on);
  return {
    ...row, progress, lead: assignment?.lead ?? null, supporting: assignment?.supporting ?? [], participants: assignment?.participants ?? [], assignedFrom: assignment?.from ?? null,
  };
}
