import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { declaredEndpoints, type EndpointDefinition } from '#engine/http';
import '../server/server.module.js';
import { run, scriptedServer, testHost, type ScriptedServer, type SeenRequest, type TestHost } from './cli-examples.js';
import { commandTree } from './commands.js';

/** Every command that asks a server, as a person would type it. `@…` stands for a file made below. */
const lines: readonly string[] = [
  'sign-in li --password-stdin', 'sign-out --as li', 'password --passwords-stdin', 'whoami',
  'users list --unit xuanwu --role reporter --locked --limit 5', 'users show li --as-known-at 2025-06-30', 'users register li.ming --unit xuanwu --person p-1 --generate',
  'users grant li.ming --role reporter --unit xuanwu --until 2026-12-31 --wait', 'users revoke li.ming --role reporter --reason why', 'users lock li --reason why', 'users unlock li --reason why',
  'users reset-password li --reason why --generate', 'delegations list --from li --to wang --unit xuanwu', 'delegations grant wang --role reporter --unit xuanwu --from 2026-01-01 --until 2026-02-01',
  'delegations end wang 11111111-1111-4111-8111-111111111111 --reason why', 'access-log list --user li --kind read --address 127.0.0.1 --from 2025-01-01 --to 2025-01-02T00:00:00Z', 'access-log verify --seq 3 --hash @hash', 'access-log export --user li --kind refused --out @out', 'access-log seals --limit 3', 'access-log seal', 'access-log trim --reason why',
  'plan list', 'plan show --wait-for 3', 'plan adopt nanjing-2030 --catalogue nanjing-2023 --wait', 'plan adopt nanjing-2030 --file @card', 'plan measures --chapter 2 --lead water --unit water --on 2025-01-01 --limit 2',
  'plan measure 3 --on 2025-01-01', 'plan assign 3 --lead water --supporting finance --from 2025-01-01 --reason why --wait', 'plan indicators --measure general --kind veto --frequency year --unit water --verifier finance --needs-threshold',
  'plan indicator patents', 'plan card patents', 'plan decompose patents 2025 --rule weighted-mean --part xuanwu=20:3 --part qinhuai --profile linear --authority doc', 'people list --unit water', 'people show p-1', 'people add p-1 --name 王明 --phone 025-83600000 --unit water',
  'people correct p-1 --name 王 --clear-phone', 'people erase p-1 --reason why', 'plan define-indicator @card --authority doc', 'plan revise-indicator patents @card --version-seen 1 --authority doc --wait', 'plan targets --indicator patents --unit city --year 2025',
  'plan set-target patents xuanwu 2025 --value 20 --qualifier about --profile 0.2,0.5,0.8,1 --wait', 'plan revise-target patents xuanwu 2025 --value 21 --replaces 20 --authority doc', 'progress list --measure 3 --unit water --period 2025-Q1 --status reported',
  'progress report 3 2025-Q1 --unit water --percent 40 --summary done --next-step more --evidence @hash --wait', 'progress review 3 water 2025-Q1 --percent 40 --verdict returned --remark more --wait',
  'units list --kind district --status active --on 2025-01-01', 'units show xuanwu --on 2025-01-01', 'units register new-one --zh 新 --en New --full-name 全 --kind department --order 90 --from 2025-01-01 --alias 又 --vertically-managed --note n --wait',
  'units rename water --zh 新 --en New --from 2025-01-01 --authority doc', 'units merge water --into finance --from 2025-01-01 --authority doc', 'units close water --from 2025-01-01 --authority doc',
  'units leaders --unit water --person p-1 --on 2025-01-01', 'units appoint water p-1 --post-zh 局长 --post-en Director --rank deputy --line both --from 2025-01-01 --until 2026-01-01 --measure 3 --portfolio-unit finance',
  'units end-appointment water a-1 --until 2026-01-01 --wait', 'periods list --year 2025 --status open', 'periods open 2025-Q4 --due 2026-01-22 --wait', 'periods extend 2025-Q4 --due 2026-01-23T00:00:00Z --unit xuanwu --reason why',
  'periods close 2025-Q4 --reason why', 'periods reopen 2025-Q4 --due 2026-02-22 --reason why', 'report patents xuanwu 2025-Q4 21 --evidence @hash --note n --if-revision 3 --wait', 'verify-report patents xuanwu 2025-Q4 --value 21 --wait',
  'return patents xuanwu 2025-Q4 --value 21 --reason why --resubmit-by 2026-01-30', 'correct patents xuanwu 2025-Q4 --from 21 --to 22 --reason-code input-error --reason why --authority doc --evidence @hash',
  'defer patents xuanwu 2025-Q4 --expected-on 2026-03-01 --reason why', 'not-applicable declare patents xuanwu 2025-Q4 --reason why', 'not-applicable approve patents xuanwu 2025-Q4',
  'not-applicable refuse patents xuanwu 2025-Q4 --reason why --resubmit-by 2026-01-30', 'import @csv --dry-run --encoding utf-8', 'reports list --plan p --unit xuanwu --indicator patents --period 2025-Q4 --year 2025 --status verified --limit 3',
  'reports show patents xuanwu 2025-Q4 --wait-for 3', 'reports history patents xuanwu 2025-Q4', 'reports export --unit xuanwu --out @out', 'reports completeness --unit xuanwu --order least-on-time', 'reports completeness --period 2025-Q4',
  'evidence put @pdf --unit xuanwu', 'evidence get @hash --out @download', 'board', 'board districts --year 2025 --as-known-at 40', 'explain xuanwu --wait-for 3', 'explain districts xuanwu --depth 1', 'trend districts xuanwu',
  'what-if districts --value xuanwu:patents=30 --weight innovation=40 --scheme @scheme', 'robustness districts --seed 7 --draws 50 --share 10', 'robustness districts --concentration 50', 'schemes list --year 2025 --status draft',
  'schemes show nanjing-districts', 'schemes draft @scheme --wait', 'schemes revise @scheme', 'schemes publish nanjing-districts --year 2025 --authority doc', 'schemes withdraw nanjing-districts --reason why --authority doc',
  'events list --after 3 --limit 5 --type reporting. --as-known-at 2025-06-30', 'events list --stream plan-nanjing-2023', 'events show 3', 'tail --after 0 --type scoring.', 'projections list',
  'projections resume live-board --how supersede --position 3 --reason why', 'projections resume live-board --how retry --reason why', 'projections rebuild live-board --reason why --take-over when-equal', 'projections cancel-rebuild live-board --reason why', 'parked list', 'parked retry supervision.escalation finding-f1 7 --timer due', 'parked discard relay/quality.indicator.verified.v1 report-a 7 --reason why',
  'users roles', 'delegations colleagues --limit 3', 'verify-reports @waiting --dry-run', 'verify-reports @waiting --commit --plan nanjing-2023', 'reports summary --year 2025', 'reports verification-board --year 2025 --kind quarter --limit 3', 'reports form patents xuanwu 2025-Q4 --wait-for 3',
  'plan responsibilities --on 2025-01-01', 'plan decomposition --year 2025 --wait-for 3', 'progress show 3 water 2025-Q1', 'feeds pull quality.score.current.v1 --after 3 --limit 5', 'feeds schema quality.score.current.v1',
  'calendar list --calendar national --limit 3', 'calendar show 2025 --every-day', 'calendar due 2025-09-28 5 --counting calendar', 'calendar publish 2026 --shipped --wait', 'calendar publish 2026 --authority doc --source s --off 2026-01-01=2026-01-03=元旦=New --make-up 2026-01-04',
  'calendar revise 2026 --file @calendar --authority doc-2', 'campaigns plan spring @plan-options --follows-campaign winter --follows-finding f-1', 'campaigns plan spring --file @campaign --wait', 'campaigns revise spring --file @campaign --title other --reason why', 'campaigns start spring --wait',
  'campaigns cancel spring --reason why', 'campaigns list --year 2026 --type special --status started --plan-item 3 --unit xuanwu', 'campaigns show spring --as-known-at 2026-03-01', 'campaigns units --unit xuanwu --year 2026 --stage fed-back', 'campaigns objections --state decided --unit xuanwu',
  'campaigns counts --year 2026 --unit xuanwu --at-most 2', 'campaigns draw spring --count 2 --team-size 2 --reason why', 'campaigns sample spring', 'campaigns proof spring --wait-for 3', 'campaigns unseal spring --draw 1 --wait', 'campaigns unseal spring --draw 1 --seed @hash',
  'campaigns visit spring v-1 xuanwu --date 2026-03-03 --member li --member wang --place here --substitution why --claim a=1=2 --observations seen --evidence @pdf --unit bureau --signed-by p-1', 'campaigns visit spring v-1 xuanwu --date 2026-03-03 --member li --place here --not-signed why',
  'campaigns conclude spring --file @conclusions --summary all --not-inspected qinhuai=later', 'campaigns feed-back spring xuanwu --document doc', 'campaigns object spring --unit xuanwu --reason why --evidence @hash', 'campaigns object spring --reason why',
  'campaigns decide spring xuanwu --decision upheld --reason why', 'campaigns decide spring xuanwu --decision amended --reason why --facts f --conclusion c --evidence @hash',
  'ledger --unit xuanwu --supporting water --status reported --status returned --stage open --severity major --source media --light red --level talk --measure general --indicator patents --campaign spring --overdue --listed --extension bureau --issued-from 2026-01-01 --issued-to 2026-02-01 --due-from 2026-01-01 --due-to 2026-02-01 --number 2026 --sort days --reverse --limit 3',
  'ledger --in-time --csv', 'ledger --unit xuanwu --csv --out @out --as-known-at 40', 'findings show f-1 --wait-for 3', 'findings timeline f-1 --as-known-at 40', 'findings order f-1', 'findings drafts --unit xuanwu --status discarded',
  'findings draft --file @finding --wait', 'findings draft --code f-1 @finding-options --source-ref s --source-document d --feedback f --supporting water --leader p-1 --contact p-2 --measure 3 --indicator patents --period 2025-Q4 --campaign spring --repeats f-0 --remark r --due 2026-06-30',
  'findings redraft f-1 --title other --wait', 'findings redraft f-1 --file @finding --days 20 --counting calendar', 'findings discard f-1 --reason why', 'findings issue f-1 --wait --if-revision 1', 'findings issue f-1 f-2', 'findings issue f-1 --dry-run',
  'findings acknowledge f-1 --contact p-1 --wait', 'findings contest f-1 --unit xuanwu --ground facts --reason why --proposed-unit water --evidence @hash', 'findings uphold f-1 --reason why', 'findings reassign f-1 water --supporting finance --leader p-1 --days 10 --reason why',
  'findings plan f-1 --causes c --measure 2026-03-20=Li=records=all --evidence @hash', 'findings plan f-1 --file @rectification --wait', 'findings progress f-1 40 --summary done --next-step more --evidence @hash', 'findings support f-1 --unit finance --summary done --evidence @pdf',
  'findings report f-1 --problem p --measures m --results r --lasting l --evidence @hash --without finance=why', 'findings extend f-1 --until 2026-07-01 --reason-code policy-change --reason why --progress half', 'findings grant f-1 --until 2026-07-01 --opinion ok', 'findings refuse f-1 --reason why',
  'findings return f-1 --verdict not-done --reason why --days 10', 'findings close f-1 --opinion done --passed facts --passed measures --passed results --passed evidence --follow-up-on 2026-09-01', 'findings follow-up f-1 --result consolidated --facts f --evidence @hash',
  'findings follow-up f-1 --result relapsed --facts f --due 2026-10-01', 'findings reopen f-1 --reason why --due 2026-10-01', 'findings suspend f-1 --reason why --authority doc', 'findings resume f-1 --reason why', 'findings withdraw f-1 --reason why --authority doc', 'findings escalate f-1 --level red --reason why',
  'findings list-publicly f-1 --leader p-1 --requirement r --published-in paper --document doc', 'findings delist f-1 --opinion done --document doc --evidence @hash', 'findings contest-effect f-1 --effect overdue --effect returned --reason why --evidence @hash',
  'findings lift-effect f-1 --effect overdue --reason why --authority doc', 'findings lift-effect f-1 --reason why --authority doc', 'findings uphold-effect f-1 --reason why',
  'desk inspector', 'desk unit --wait-for 3', 'desk leadership --as-known-at 40', 'supervision board --by severity --year 2026 --unit xuanwu', 'supervision due-calendar 2026-03-01 2026-03-31 --unit xuanwu --every-day',
  'supervision warnings --plan nanjing-2023 --indicator patents --unit xuanwu --year 2025 --status behind --light red --level yellow', 'supervision warning nanjing-2023 patents xuanwu 2025', 'escalation show', 'escalation show 2 --as-known-at 40', 'escalation versions --limit 2', 'escalation shipped',
  'escalation adopt @rules --authority doc --wait', 'escalation preview --issued-on 2026-03-02 --days 15', 'escalation preview @rules --issued-on 2026-03-02 --due 2026-03-31',
  'rewards list --year 2025 --level national --unit xuanwu --status granted', 'rewards show r-1 --as-known-at 40', 'rewards counts --year 2025 --level national', 'rewards publicity --limit 2', 'rewards nominate --code r-1 --year 2025 --level municipal --policy-item p --plan nanjing-2023 --measure 3 --grounds g --evidence @hash --form f --wait',
  'rewards withdraw r-1 --reason why', 'rewards review r-1 --verdict passed --opinion ok', 'rewards recommend r-1 --to province --document doc', 'rewards publicise r-1 --from 2026-01-05 --to 2026-01-12 --where site', 'rewards object r-1 --code o-1 --content c --evidence @hash --received-on 2026-01-06',
  'rewards object r-1 --public --person p-1 --content c', 'rewards settle r-1 o-1 --outcome dismissed --opinion ok', 'rewards grant r-1 --document doc --form money --on 2026-02-01 --amount 100 --amount-unit yuan', 'rewards decline r-1 --reason why', 'rewards revoke r-1 --document doc --reason why',
  'matters list --kind request --unit xuanwu --urgency urgent --status instructed --waiting-for settlement --phone late --written in-time --order waiting-longest', 'matters show m-1', 'matters report --code m-1 --kind request --title t --content c --decision-sought d --signer p-1 --urgency urgent --occurred-at 2026-03-02T09:30 --phoned-at 2026-03-02T02:00:00Z --document d-1 --evidence @hash --wait',
  'matters supplement m-1 --content more --document d-2 --evidence @hash', 'matters instruct m-1 --text look', 'matters instruct m-1 --code i-1 --leader p-1 --text look --handling finding --unit xuanwu --severity serious --requirement r --days 10', 'matters return m-1 --reason why', 'matters settle m-1 --outcome approved --opinion ok --document doc',
  'interviews list --unit xuanwu --level bureau --status held --interviewer li --awaited-before 2026-03-01', 'interviews show i-1', 'interviews call --code i-1 --unit xuanwu --finding f-1 --level bureau --interviewer li --person p-1 --post director --about delay --at 2026-03-09T14:30 --place here --urgent --authority doc --wait',
  'interviews move i-1 --at 2026-03-10T14:30 --place there --reason why', 'interviews cancel i-1 --reason why', 'interviews record i-1 --held-at 2026-03-09T14:30 --statement s --commitment 2026-04-01=records --evidence @pdf --both-signed --report-due 2026-03-20',
  'interviews record i-1 --held-at 2026-03-09T14:30 --statement s --evidence @hash --not-signed why --report-due 2026-03-20 --urgent --authority doc', 'interviews follow-up i-1 --report done --evidence @hash', 'interviews conclude i-1 --opinion ok',
  'notices list --unread --urgency urgent --since 2026-03-02T09:30 --limit 3', 'notices read 11111111-1111-4111-8111-111111111111', 'notices read 11111111-1111-4111-8111-111111111111 22222222-2222-4222-8222-222222222222', 'notices read --up-to 40', 'notices receipts 11111111-1111-4111-8111-111111111111',
  'notices deliveries --state failed --outlet spool --limit 3', 'notices retry 11111111-1111-4111-8111-111111111111', 'notices watch',
  'rounds list --plan nanjing-2023 --year 2025 --step frozen --limit 3', 'rounds show r-1 --wait-for 3', 'rounds board r-1 --group districts --self missing --limit 3', 'rounds successor r-1 --year 2026', 'rounds open r-2 --from-round r-1 --plan-item 12 --wait', 'rounds open r-2 --file @round --title-zh 考核 --title-en Round',
  'rounds open r-2 --plan-item 12 @round-options', 'rounds replan r-1 --confirm-by 2026-07-01 --request-days 5 --reason why', 'rounds replan r-1 --file @round-days --reason why', 'rounds cancel r-1 --reason why --authority doc', 'rounds freeze r-1 --preview --as-known-at 40', 'rounds freeze r-1 --reason why --wait',
  'rounds calculate r-1 --if-revision 3 --wait', 'rounds notify r-1 --document doc', 'rounds notify r-1', 'rounds confirm r-1 --committee-zh 委员会 --committee-en Committee --held-on 2026-05-01 --authority doc', 'rounds publish r-1 --on 2026-05-08 --authority doc', 'rounds correct r-1 --reason why --authority doc',
  'rounds close r-1 --remark done --wait', 'rounds close r-1', 'rounds reproduce r-1 --run 1', 'self-assessment form r-1 xuanwu', 'self-assessment show r-1 xuanwu --as-known-at 40', 'self-assessment submit r-1 --unit xuanwu --file @self-assessment --wait',
  'self-assessment submit r-1 --items @items --bonuses @bonuses --situation s --problems p --next-steps n --self-score 90.5', 'self-assessment return r-1 xuanwu --reason why --resubmit-by 2026-02-01', 'self-assessment close r-1', 'self-assessment close r-1 --reason why --wait',
  'samples seal r-1 s-1 --count 2 --candidate xuanwu --candidate qinhuai --member li=bureau --member wang', 'samples open r-1 s-1', 'samples open r-1 s-1 --seed @hash --authority doc', 'samples show r-1 s-1', 'samples proof r-1 --wait-for 3',
  'site-checks record r-1 xuanwu c-1 --on 2026-02-03 --place hall --unannounced --sample s-1 --member li --member wang=bureau --recuse zhao=kin --figure a=2 --level b=full --counted c=x=1 --counted c=y=2 --evidence @pdf --unit bureau --both-signed --wait',
  'site-checks record r-1 xuanwu c-2 --on 2026-02-03 --place hall --member li --member wang --items @checked --not-signed why', 'site-checks list r-1 xuanwu', 'marks give r-1 xuanwu service 8.5 --remark good --wait', 'marks list r-1 xuanwu', 'bonuses decide r-1 xuanwu b-1 --decision rejected --reason why',
  'entries deduct r-1 xuanwu e-1 --points 2 --reason why --authority doc --wait', 'entries conduct r-1 xuanwu e-2 --kind falsified --matter m --severity major --indicator patents --authority doc', 'entries veto r-1 xuanwu e-3 --rule v --matter m --authority doc', 'entries revoke r-1 xuanwu e-1 --reason why --authority doc',
  'entries list r-1 xuanwu', 'results table r-1 --group districts --wait-for 3', 'results table r-1 --csv', 'results table r-1 --out @out', 'results sheet r-1 xuanwu --run 2 --depth 1', 'results reasons r-1 xuanwu --run 1', 'results profile r-1 xuanwu', 'results adjust r-1 xuanwu a-1 --node patents --delta -0.5 --reason why --authority doc --evidence @hash',
  'results compare r-1 --from 1 --to 2 --unit xuanwu', 'results compare r-1 --earlier r-0 --limit 5', 'results compare r-1 --scheme nanjing-districts --scheme-version 2', 'reviews docket --round r-1 --unit xuanwu --status open --late --limit 3', 'reviews show r-1 xuanwu q-1',
  'reviews request r-1 q-1 --node patents --claim c --reason why --evidence @hash --wait', 'reviews withdraw r-1 q-1 --unit xuanwu --reason why --wait', 'reviews stay r-1 xuanwu q-1 --reason why', 'reviews preview r-1 xuanwu q-1 --delta -0.5 --node patents', 'reviews decide r-1 xuanwu q-1 --outcome upheld --reason why',
  'reviews decide r-1 xuanwu q-1 --outcome corrected --delta 0.5 --node patents --previewed-at 40 --document doc --evidence @hash --reason why --wait', 'linkage list --rules city --limit 3', 'linkage show 1 --rules city', 'linkage shipped', 'linkage adopt @linkage --authority doc', 'inclusions decide tax --decision included --authority doc --reason why',
  'inclusions list', 'dossiers rounds --wait-for 3', 'dossiers prepare r-1 --number n-1', 'dossiers prepare r-1 xuanwu --number n-2 --rules city --reason why', 'dossiers list --round r-1 --unit xuanwu --status dispatched --all-versions --limit 3', 'dossiers show r-1 xuanwu 1 --as-known-at 40', 'dossiers letter r-1 xuanwu 1',
  'dossiers document @hash', 'dossiers dispatch r-1 xuanwu 1 --wait', 'dossiers feed', 'dossiers keys', 'dossiers schema', 'dossiers schema --receipt', 'receipts send r-1 xuanwu 1 --outcome acknowledged --receiver office', 'receipts send r-1 xuanwu 1 --outcome rejected --reason why --receiver office --id i-1 --at 2026-06-01T09:30',
  'checkpoints status', 'checkpoints list --limit 3', 'checkpoints covering 44', 'checkpoints consistency 4 --to 9', 'checkpoints sign', 'checkpoints sign --out @note', 'checkpoints new-key --reason why',
  'history list --kind report --key k --person li --unit xuanwu --role reporter --type reporting. --period 2025 --from 2025-01-01 --to 2025-02-01 --reason why --authority doc --limit 3', 'history show report k --order oldest', 'history export --kind target --out @out',
  'history kinds', 'history event 7', 'history tree 7 --limit 3',
  'compare reports --from 3 --to now --unit xuanwu --year 2025 --limit 2', 'compare reports --from 3 --csv', 'compare-views', 'moments list --kind freeze --about r',
  'locked-changes list --rule report-after-close --unit xuanwu --from 2025-01-01 --oldest-first', 'locked-changes list --csv --out @out', 'locked-changes rules',
  'proofs event 4 --size 9', 'proofs score districts xuanwu --year 2025 --as-known-at 40', 'proofs result r-1 xuanwu --run 1',
  'reconcile', 'reconcile --last',
  'receipts dead-letters --limit 3', 'receive --key kid --folder @received',
];

const scheme = join(import.meta.dirname, '../../libs/domain/scoring/examples/nanjing-districts.json');
const card = {
  code: 'patents', name: { zh: '专利', en: 'Patents' }, measure: 1, kind: 'quantitative', measurementUnit: '件', decimals: 2, direction: 'higher-better', frequency: 'quarter', accumulation: 'latest', releaseLagDays: 0,
  reportedBy: ['xuanwu'], verifier: 'finance', evidenceRequired: false, range: {}, sourceQuote: '…', needsThreshold: false,
};

/** Contents that a person writes into files, and the same as options. */
const campaign = {
  type: 'special', title: 'Spring', planItem: '3', units: ['xuanwu', 'qinhuai'], team: [{ user: 'li', leader: true }, { user: 'wang', unit: 'water' }], recusals: [{ user: 'wang', unit: 'qinhuai', reason: 'kin' }],
  from: '2026-03-02', to: '2026-03-20', means: ['on-site'], content: 'records', unannounced: false,
};
const finding = { title: 't', problem: 'p', severity: 'general', source: { kind: 'site-check' }, basis: 'b', requirement: 'r', unit: 'xuanwu', due: { days: 15, kind: 'working' } };
const manyWords: Readonly<Record<string, readonly string[]>> = {
  '@plan-options': [
    '--type', 'follow-up', '--title', 'Spring', '--plan-item', '3', '--plan', 'nanjing-2023', '--measure', '3', '--unit', 'xuanwu', '--leader', 'li', '--member', 'wang=water', '--recuse', 'wang=qinhuai=kin',
    '--from', '2026-03-02', '--to', '2026-03-20', '--means', 'on-site', '--content', 'records', '--unannounced',
  ],
  '@round-options': [
    '--title-zh', '考核', '--title-en', 'Round', '--plan', 'nanjing-2023', '--year', '2025', '--assessment-year', 'july-june', '--scheme', 'nanjing-districts', '--self-assessment-by', '2026-01-31', '--site-checks-by', '2026-02-28',
    '--freeze-by', '2026-03-05', '--results-by', '2026-03-20', '--confirm-by', '2026-04-30', '--request-days', '5', '--decision-days', '15',
  ],
  '@finding-options': ['--title', 't', '--problem', 'p', '--severity', 'major', '--urgency', 'urgent', '--source', 'media', '--basis', 'b', '--requirement', 'r', '--unit', 'xuanwu'],
};
const calendarDays = { selfAssessmentBy: '2026-01-31', siteChecksBy: '2026-02-28', freezeBy: '2026-03-05', resultsBy: '2026-03-20', confirmBy: '2026-04-30', requestDays: 5, decisionDays: 15 };
const roundContent = { title: { zh: '考核', en: 'Round' }, plan: 'nanjing-2023', year: 2025, assessmentYear: 'calendar-year', scheme: 'nanjing-districts', calendar: calendarDays };
const claimed = (evidence: readonly string[]) => ({ items: [{ node: 'a', claim: { value: '2' }, note: 'n', evidence }], bonuses: [{ claim: 'b-1', rule: 'r', matter: 'm', level: 'l', documentType: 't', document: 'd', evidence }] });
const selfAssessment = { ...claimed(['b'.repeat(64)]), situation: 's', problems: 'p', nextSteps: 'n', selfScore: '90' };
const linkage = {
  rules: [{ code: 'bars', when: [{ grades: ['D'] }, { vetoed: true }], advice: { zh: '建议', en: 'advice' } }], weight: '3',
  quotas: { groupsExcellent: '30', personsExcellent: '25', personsByGroup: { excellent: '30', fair: '20', poor: '15' } },
};
const rules = [{ level: 'reminder', when: [{ kind: 'before-due', days: 3, dayKind: 'working' }], recipients: [{ role: 'reporter', of: 'lead' }], text: { zh: '提醒', en: 'reminder' } }];

/** What an answer may be asked for, all in one. */
const answer = {
  items: [], total: 0, position: 5, head: 5, scannedTo: 5, year: 2025, plan: 'nanjing-2023', groups: [{ group: 'districts', lines: [] }], lines: [{ unit: 'xuanwu' }], demo: false, accounts: [], password: null,
  stream: 's', revision: 1, recordedAt: 't', events: [], repeated: false, changed: true, user: 'li', unit: 'xuanwu', accessToken: 'a', refreshToken: 'r', expiresInSeconds: 900, mustChangePassword: false,
  id: '1', state: 'done', rows: 0, decided: 0, result: { problems: [], rejected: 0 }, sha256: 'a'.repeat(64), card, generation: 2, projections: [], reactions: [], relay: [], intact: true, published: {}, draft: null, units: [], points: [], content: finding, draws: [], strayVisits: [], conclusion: 'c', refused: [], accepted: 1, unread: 0, urgent: 0, more: false, changes: [],
  calendar: calendarDays, run: 1, equal: true, notCounting: [], samples: [], keys: [], note: 'a note', sheet: { unit: 'xuanwu', total: { published: '90' } }, grounds: [], checkpoint: null, damage: null, latest: null, title: { zh: '题', en: 'Title' }, totals: { added: 0, removed: 0, changed: 0 },
  outcome: 'went-on', last: { id: '1', startedAt: 't', endedAt: 't', differing: 0, notCompared: 0, checks: [] },
};

/** The declared route that a request is for; a route with fewer places wins, as in the router. */
function endpointOf({ method, path }: SeenRequest): { readonly endpoint: EndpointDefinition; readonly params: Record<string, string> } | undefined {
  const segments = new URL(path, 'http://x').pathname.slice('/api'.length).split('/').map(decodeURIComponent);
  const fitting = declaredEndpoints.filter((endpoint) => endpoint.method === method).flatMap((endpoint) => {
    const places = endpoint.path.split('/');
    const fits = places.length === segments.length && places.every((place, i) => place.startsWith(':') || place === segments[i]);
    return fits ? [{ endpoint, params: Object.fromEntries(places.flatMap((place, i) => (place.startsWith(':') ? [[place.slice(1), segments[i]!]] : []))) }] : [];
  });
  return fitting.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0];
}

/** What the declared route would not accept of a request. */
function complaints(request: SeenRequest): string[] {
  const found = endpointOf(request);
  const where = `${request.method} ${request.path}`;
  if (!found) return [`${where}: there is no such route`];
  const { endpoint, params } = found;
  const parts = [
    ['params', endpoint.params, params],
    ['query', endpoint.query, Object.fromEntries(new URL(request.path, 'http://x').searchParams)],
    ...(endpoint.rawBody ? [] : [['body', endpoint.body, request.body === '' ? undefined : JSON.parse(request.body)]] as const),
  ] as const;
  const bad = parts.flatMap(([name, schema, value]) => {
    if (!schema) return value === undefined || Object.keys(value as object).length === 0 ? [] : [`${where}: takes no ${name}`];
    const read = schema.safeParse(value);
    return read.success ? [] : [`${where}: ${name} ${read.error.message}`];
  });
  if (endpoint.rawBody && !endpoint.rawBody.includes(String(request.headers['content-type']))) bad.push(`${where}: body is sent as ${request.headers['content-type']}`);
  if (endpoint.command && request.headers['idempotency-key'] === undefined) bad.push(`${where}: has no idempotency key`);
  return bad;
}

let server: ScriptedServer;
let host: TestHost;
/** The machine of the command that runs: one that follows is stopped once it has asked. */
let current: TestHost;
let files: Readonly<Record<string, string>>;

beforeAll(async () => {
  server = await scriptedServer(({ path }, _, response) => {
    if (/\/successor/.test(path)) return { body: { ...answer, content: roundContent } };
    if (!/^\/api\/(events-live|notices\/live)/.test(path)) return { body: answer };
    current.stop.abort();
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end();
    return 'handled';
  });
  host = testHost();
  const file = (name: string, text: string): string => {
    writeFileSync(join(host.home, name), text);
    return join(host.home, name);
  };
  files = {
    '@hash': 'a'.repeat(64), '@card': file('card.json', JSON.stringify(card)), '@csv': file('v.csv', 'unit\n'), '@pdf': file('e.pdf', '%PDF'), '@scheme': scheme,
    '@campaign': file('campaign.json', JSON.stringify(campaign)), '@finding': file('finding.json', JSON.stringify(finding)), '@rules': file('rules.json', JSON.stringify(rules)),
    '@conclusions': file('conclusions.json', JSON.stringify({ conclusions: [{ unit: 'xuanwu', facts: 'f', conclusion: 'c', evidence: [join(host.home, 'e.pdf'), 'b'.repeat(64)] }] })),
    '@rectification': file('plan.json', JSON.stringify({ causes: 'c', measures: [{ what: 'w', who: 'li', by: '2026-03-20' }] })),
    '@calendar': file('calendar.json', JSON.stringify({ source: 's', daysOff: [], makeUpDays: [] })), '@waiting': file('w.csv', 'plan,unit,indicator,period,status,value\nnanjing-2023,xuanwu,patents,2025-Q4,reported,21\n'),
    '@round': file('round.json', JSON.stringify({ ...roundContent, planItem: '12' })), '@round-days': file('days.json', JSON.stringify(calendarDays)), '@self-assessment': file('self.json', JSON.stringify(selfAssessment)),
    '@items': file('items.csv', `项目,数值,项数,佐证\na,2,,${'b'.repeat(64)}\nb,,x=1;y=2,\n`), '@bonuses': file('bonuses.csv', 'claim,rule,matter,level,documentType,document\nb-1,r,m,l,t,d\n'),
    '@checked': file('checked.csv', 'node,value,level,remark\na,2,,fine\nb,,full,\n'), '@linkage': file('linkage.json', JSON.stringify(linkage)), '@received': join(host.home, 'received'),
    '@note': join(host.home, 'checkpoint.note'), '@out': join(host.home, 'out.csv'), '@download': join(host.home, 'download'),
  };
});
afterAll(async () => {
  await server.close();
  host.dispose();
});

/** Routes that programs use: the sign-in that renews itself, a job that is followed while it runs, live lines, news of changes and rights for the console, descriptions of the API, and checks that need no server here. */
// An audit bundle is checked as it comes down, so that no scripted answer will do: `auditing.spec.ts` downloads a real one.
const forPrograms = ['GET /boards/:plan/:year/:group/live', 'GET /changes-live', 'GET /history/audit-bundle', 'GET /imports/:id', 'GET /me/permissions', 'GET /openapi.json', 'GET /report-sheets/:plan/:unit/:period', 'GET /report-sheets/:plan/:unit/:year/:kind', 'GET /roles/permissions', 'GET /scheme-schema', 'POST /plans/:plan/indicators/:indicator/decompositions/preview', 'POST /scheme-checks', 'POST /sign-in/refresh'];

describe('the command line and the server’s declared routes', () => {
  test.each(lines)('zhiheng %s', async (line) => {
    const one = testHost({ env: { XDG_CONFIG_HOME: host.home } });
    current = one;
    const piped = Object.assign(one, { stdin: (async function* () { yield Buffer.from('Old-Pass-1\nNew-Pass-2'); })() as never });
    const before = server.seen.length;
    const code = await run(piped, ...line.split(' ').flatMap((word) => manyWords[word] ?? files[word] ?? word), '--server', server.address, '--json');
    const requests = server.seen.slice(before).filter(({ path }) => path.startsWith('/api/'));
    expect([code, one.written.stderr]).toEqual([0, '']);
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.flatMap(complaints)).toEqual([]);
    one.dispose();
  });

  test('would be found to differ', () => {
    const request = (method: string, path: string, body = ''): SeenRequest => ({ method, path, headers: {}, body });
    expect(complaints(request('GET', '/api/nowhere'))).toEqual(['GET /api/nowhere: there is no such route']);
    expect(complaints(request('GET', '/api/reports?unitx=1'))[0]).toContain('query');
    expect(complaints(request('POST', '/api/reports', '{"value":"NaN"}')).join()).toMatch(/body .*has no idempotency key/s);
  });

  test('leave no command out', () => {
    const tried = commandTree.commands.filter(({ path }) => lines.some((line) => line === path || line.startsWith(`${path} `))).map(({ path }) => path);
    const left = commandTree.commands.filter(({ path, offline }) => !offline && !tried.includes(path)).map(({ path }) => path);
    expect(left).toEqual(['audit export', 'health']);
  });

  test('leave no route of an official out', () => {
    const asked = new Set(server.seen.flatMap((request) => endpointOf(request)?.endpoint ?? []));
    const left = declaredEndpoints.filter((endpoint) => !asked.has(endpoint)).map(({ method, path }) => `${method} ${path}`);
    expect(left.sort()).toEqual(forPrograms);
  });
});
