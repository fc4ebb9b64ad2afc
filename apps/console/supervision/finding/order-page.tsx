import '../findings.css';
import './order.css';
import { sourceWords, severityWords, urgencyWords } from '../../../words/supervision-words.js';
import { To } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { dayText } from '../../language/format.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { Paper } from '../../print/paper.js';
import type { ReplyOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { Day, Instant } from '../../show/signs.js';
import { mark } from '../../show/punctuation.js';
import { usePageSubject } from '../../trace/trace.js';
import { Actor, useWord } from '../finding-signs.js';
import { PersonName } from '../persons.js';

const orderTexts = texts('supervision-order', {
  back: ['返回问题', 'Back to the finding'],
  page: ['督办单 {number}', 'Supervision order {number}'],
  title: ['南京市质量强市建设督办单', 'Nanjing Quality City · Supervision order'],
  slipBlue: ['蓝单', 'Blue slip'],
  slipYellow: ['黄单', 'Yellow slip'],
  slipRed: ['红单', 'Red slip'],
  number: ['编号', 'Number'],
  urgency: ['紧急程度', 'Urgency'],
  source: ['来源', 'Source'],
  severity: ['严重程度', 'Severity'],
  issuedOn: ['交办日期', 'Issued on'],
  due: ['整改期限', 'Due on'],
  lead: ['主送（责任单位）', 'To (unit in charge)'],
  supporting: ['配合单位', 'Supporting units'],
  leader: ['责任领导', 'Responsible leader'],
  contact: ['联系人', 'Contact'],
  matter: ['事项', 'Matter'],
  problem: ['问题', 'Problem'],
  basis: ['依据', 'Basis'],
  requirement: ['整改要求', 'Requirement'],
  feedback: ['反馈方式', 'How to answer'],
  remark: ['备注', 'Remark'],
  issuedBy: ['签发人：', 'Issued by:'],
  acknowledgedBy: ['签收人', 'Signed by'],
  acknowledgedAt: ['签收时间', 'Signed at'],
  late: ['（逾期签收）', ' (late)'],
  acknowledgeBy: ['请于{date}前签收或提出异议；逾期不签收的，自动升级督办。', 'Acknowledge or contest by {date}; otherwise the level of supervision is raised.'],
  sign: ['（签字）', '(signature)'],
  cc: ['抄送：', 'Copies to:'],
  none: ['无', 'none'],
  seal: ['（印章）', '(seal)'],
  office: ['市市场监督管理局（质量强市工作秘书处）', 'Municipal Administration for Market Regulation (secretariat)'],
});

type Order = ReplyOf<'GET /findings/:finding/order'>;
const slips = { blue: 'slipBlue', yellow: 'slipYellow', red: 'slipRed' } as const;

/** The supervision order 督办单 as a document on A4: blue, yellow or red slip by the light it has. */
export default function OrderPage({ finding }: { readonly finding: string }) {
  const t = useTexts(orderTexts);
  const order = useView('GET /findings/:finding/order', { path: { finding } });
  const page = useView('GET /findings/:finding', { path: { finding } });
  usePageSubject({ kind: 'finding', key: finding });
  const light = page.data?.line?.light;
  return (
    <Answer view={order}>
      {(data) => (
        <>
          <div className="page-head no-print"><h1>{t('page', { number: data.number })}</h1><span className="bar-space" /><To href={`/supervision/findings/${finding}`}>{t('back')}</To></div>
          <Paper label={t('page', { number: data.number })}>
            <OrderForm order={data} slip={light && light !== 'green' ? light : undefined} />
          </Paper>
        </>
      )}
    </Answer>
  );
}

function OrderForm({ order, slip }: { readonly order: Order; readonly slip: keyof typeof slips | undefined }) {
  const t = useTexts(orderTexts);
  const { say, language } = useLanguage();
  const word = useWord();
  const names = (units: Order['supporting']): string => units.map(({ name }) => say(name)).join(mark.and) || t('none');
  const { originalDueOn, dueOn } = order;
  return (
    <>
      {slip && <p className={`order-slip order-slip-${slip}`}>{t(slips[slip])}</p>}
      <h2 className="order-title">{t('title')}</h2>
      <p className="order-number">{order.number}</p>
      <table className="order-table">
        <tbody>
          <tr><th scope="row">{t('lead')}</th><td colSpan={3}>{say(order.lead.name)}</td></tr>
          <tr><th scope="row">{t('supporting')}</th><td colSpan={3}>{names(order.supporting)}</td></tr>
          <tr><th scope="row">{t('issuedOn')}</th><td><Day date={order.issuedOn} /></td><th scope="row">{t('due')}</th><td>{originalDueOn !== dueOn && <><del><Day date={originalDueOn} /></del><br /></>}<strong><Day date={dueOn} /></strong></td></tr>
          <tr><th scope="row">{t('urgency')}</th><td>{word(urgencyWords, order.urgency)}</td><th scope="row">{t('severity')}</th><td>{word(severityWords, order.severity)}</td></tr>
          <tr><th scope="row">{t('source')}</th><td colSpan={3}>{word(sourceWords, order.source.kind)}{order.source.document && ` ${order.source.document}`}</td></tr>
          <tr><th scope="row">{t('matter')}</th><td colSpan={3}><strong>{order.title}</strong></td></tr>
          <tr className="order-tall"><th scope="row">{t('problem')}</th><td colSpan={3}>{order.problem}</td></tr>
          <tr><th scope="row">{t('basis')}</th><td colSpan={3}>{order.basis}</td></tr>
          <tr className="order-tall"><th scope="row">{t('requirement')}</th><td colSpan={3}>{order.requirement}</td></tr>
          {order.feedback && <tr><th scope="row">{t('feedback')}</th><td colSpan={3}>{order.feedback}</td></tr>}
          {(order.responsibleLeader ?? order.contact) && <tr><th scope="row">{t('leader')}</th><td>{order.responsibleLeader ? <PersonName person={order.responsibleLeader} /> : t('none')}</td><th scope="row">{t('contact')}</th><td>{order.contact ? <PersonName person={order.contact} /> : t('none')}</td></tr>}
          {order.remark && <tr><th scope="row">{t('remark')}</th><td colSpan={3}>{order.remark}</td></tr>}
          <Acknowledgement order={order} />
        </tbody>
      </table>
      <p className="order-note">{t('acknowledgeBy', { date: dayText(order.acknowledgeByOn, language) })}</p>
      <div className="order-close">
        <p>{t('issuedBy')} <Actor actor={order.issuedBy} /></p>
        <div className="order-seal"><p>{t('office')}</p><p><Day date={order.issuedOn} /></p><p className="order-seal-place">{t('seal')}</p></div>
      </div>
      <p className="order-cc">{t('cc')} {names(order.supporting)}</p>
    </>
  );
}

function Acknowledgement({ order: { acknowledged } }: { readonly order: Order }) {
  const t = useTexts(orderTexts);
  return (
    <tr className="order-sign">
      <th scope="row">{t('acknowledgedBy')}</th><td>{acknowledged ? <Actor actor={acknowledged.by} /> : t('sign')}</td>
      <th scope="row">{t('acknowledgedAt')}</th><td>{acknowledged && <><Instant at={acknowledged.at} />{acknowledged.late && t('late')}</>}</td>
    </tr>
  );
}
