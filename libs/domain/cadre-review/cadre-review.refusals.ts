import { defineRefusals } from '#engine/kernel';

/** Every "no" of the dossiers: preparing, replacing, handing over, receipts. */
export const dossierRefusals = defineRefusals({
  'cadre-review.unknown-round': {
    kind: 'not-found',
    title: { zh: '没有考核轮次 {round}。', en: 'There is no round {round}.' },
    remedy: { zh: '请核对轮次编码。', en: 'Check the code of the round.' },
  },
  'cadre-review.round-not-published': {
    kind: 'conflict',
    title: { zh: '考核轮次 {round} 的结果尚未通报。', en: 'The results of round {round} are not published.' },
    remedy: { zh: '结果通报后再备材料。', en: 'Prepare dossiers once the results are published.' },
  },
  'cadre-review.unit-not-in-round': {
    kind: 'not-found',
    title: { zh: '考核轮次 {round} 中没有单位 {unit}。', en: 'The round {round} does not have the unit {unit}.' },
    remedy: { zh: '请核对单位编码和轮次。', en: 'Check the codes of unit and round.' },
  },
  'cadre-review.vertically-managed': {
    kind: 'conflict',
    title: { zh: '{unit} 为垂直管理单位，不在市管干部考核范围。', en: '{unit} is vertically managed and outside the city\'s authority over cadres.' },
    remedy: { zh: '确需纳入的，先登记纳入决定及文号。', en: 'Record a decision that includes it, with its document, first.' },
  },
  'cadre-review.no-result': {
    kind: 'conflict',
    title: { zh: '{unit} 在轮次 {round} 第 {run} 次计分中没有结果。', en: '{unit} has no result in calculation {run} of round {round}.' },
    remedy: { zh: '请核对该单位的考核结果。', en: 'Look at the results of the unit.' },
  },
  'cadre-review.review-open': {
    kind: 'conflict',
    title: { zh: '{unit} 的复核申请 {request} 尚未办结。', en: 'The request for review {request} of {unit} is open.' },
    remedy: { zh: '复核办结后再备材料。', en: 'Wait until the review is decided.' },
  },
  'cadre-review.correction-pending': {
    kind: 'conflict',
    title: { zh: '{unit} 的复核 {request} 已决定更正，通报结果尚未更正。', en: 'The review {request} of {unit} asks for a correction that is not published yet.' },
    remedy: { zh: '更正通报后再备材料。', en: 'Publish the correction first.' },
  },
  'cadre-review.no-linkage-rules': {
    kind: 'conflict',
    title: { zh: '尚未发布结果运用规则 {rules}。', en: 'No linkage rules {rules} have been adopted.' },
    remedy: { zh: '由市委组织部先发布结果运用规则。', en: 'The organisation department adopts them first.' },
  },
  'cadre-review.sheet-missing': {
    kind: 'conflict',
    title: { zh: '暂时无法重现 {unit} 在轮次 {round} 的评分表。', en: 'The score sheet of {unit} in round {round} cannot be reproduced at the moment.' },
    remedy: { zh: '请先用 zhiheng round reproduce 核对该轮次。', en: 'Check the round with zhiheng round reproduce.' },
  },
  'cadre-review.sheet-differs': {
    kind: 'conflict',
    title: { zh: '{unit} 在轮次 {round} 第 {run} 次计分的评分表与通报结果的哈希不一致。', en: 'The score sheet of {unit} in calculation {run} of round {round} does not have the hash that the result names.' },
    remedy: { zh: '请勿报送，立即用 zhiheng round reproduce 核对并告知系统管理员。', en: 'Hand nothing over; check with zhiheng round reproduce and tell the system administrator.' },
  },
  'cadre-review.sheet-unreadable': {
    kind: 'conflict',
    title: { zh: '{unit} 在轮次 {round} 的评分表由版本 {engine} 的引擎生成，材料尚不能读取。', en: 'The score sheet of {unit} in round {round}, made by engine {engine}, is of a form that dossiers do not know.' },
    remedy: { zh: '请告知系统管理员升级。', en: 'Ask the system administrator for an upgrade.' },
  },
  'cadre-review.earlier-rounds-moved-on': {
    kind: 'conflict',
    title: { zh: '以往年度的通报结果刚有变化（{round}）。', en: 'The published results of earlier years have just changed ({round}).' },
    remedy: { zh: '请重试。', en: 'Try again.' },
  },
  'cadre-review.nothing-to-replace': {
    kind: 'conflict',
    title: { zh: '第 {version} 版已报送，内容没有变化。', en: 'Version {version} was handed over, and nothing in it has changed.' },
    remedy: { zh: '结果更正或任职信息变化后再更换。', en: 'Replace it when results were corrected or appointments changed.' },
  },
  'cadre-review.new-letter-needed': {
    kind: 'unprocessable',
    title: { zh: '第 {version} 版已用函号 {number} 报送，更换须另行发函。', en: 'Version {version} was handed over with the letter {number}; a replacement needs a letter of its own.' },
    remedy: { zh: '请填写新的函号。', en: 'Give the number of the replacing letter.' },
  },
  'cadre-review.reason-required': {
    kind: 'unprocessable',
    title: { zh: '更换已报送的材料须说明原因。', en: 'Replacing what was handed over needs a reason.' },
    remedy: { zh: '请填写更换原因。', en: 'Say why it is replaced.' },
  },
  'cadre-review.unknown-dossier': {
    kind: 'not-found',
    title: { zh: '没有政绩考核材料 {dossier}。', en: 'There is no dossier {dossier}.' },
    remedy: { zh: '请核对轮次和单位。', en: 'Check round and unit.' },
  },
  'cadre-review.not-latest': {
    kind: 'conflict',
    title: { zh: '第 {version} 版不是最新版本，现为第 {latest} 版。', en: 'Version {version} is not the latest one, which is {latest}.' },
    remedy: { zh: '只能报送最新版本。', en: 'Only the latest version is handed over.' },
  },
  'cadre-review.was-rejected': {
    kind: 'conflict',
    title: { zh: '第 {version} 版已被退回：{reason}', en: 'Version {version} was rejected: {reason}' },
    remedy: { zh: '请按退回原因处理，另备新版本后报送。', en: 'Deal with the reason, prepare a new version and hand that over.' },
  },
  'cadre-review.results-corrected-since': {
    kind: 'conflict',
    title: { zh: '第 {version} 版依据第 {run} 次计分，通报结果已更正为第 {publishedRun} 次。', en: 'Version {version} rests on calculation {run}; the published one is {publishedRun} now.' },
    remedy: { zh: '请重新备材料。', en: 'Prepare a new version.' },
  },
  'cadre-review.dossier-moved-on': {
    kind: 'conflict',
    title: { zh: '第 {version} 版刚有变化，未报送。', en: 'Version {version} has just changed; it was not handed over.' },
    remedy: { zh: '请查看后重试。', en: 'Look at it and try again.' },
  },
  'cadre-review.not-dispatched': {
    kind: 'conflict',
    title: { zh: '第 {version} 版未报送，不能有回执。', en: 'Version {version} was not handed over and has no receipt.' },
    remedy: { zh: '请核对版本号。', en: 'Check the version.' },
  },
  'cadre-review.receipt-contradicts': {
    kind: 'conflict',
    title: { zh: '第 {version} 版已有结论不同的回执 {receipt}。', en: 'Version {version} has the receipt {receipt} with another outcome.' },
    remedy: { zh: '请与报送单位核对；需要改变的，由其另备新版本。', en: 'Settle it with the sender, who prepares a new version where needed.' },
  },
  'cadre-review.receipt-id-reused': {
    kind: 'conflict',
    title: { zh: '回执编号 {receipt} 已用于第 {version} 版的另一结论。', en: 'The receipt {receipt} says something else of version {version}.' },
    remedy: { zh: '请为新的回执换一个编号。', en: 'Give a new receipt an id of its own.' },
  },
  'cadre-review.bad-receipt': {
    kind: 'unprocessable',
    title: { zh: '回执格式不符：{problem}', en: 'This is no receipt: {problem}' },
    remedy: { zh: '请按公布的 JSON Schema 修改后重发。', en: 'Correct it by the published JSON Schema and send it again.' },
  },
});

/** Every "no" of linkage rules and inclusions. */
export const linkageRefusals = defineRefusals({
  'cadre-review.authority-required': {
    kind: 'unprocessable',
    title: { zh: '缺少依据文号。', en: 'The number of the document is missing.' },
    remedy: { zh: '请填写文号。', en: 'Give the number of the document that it rests on.' },
  },
  'cadre-review.rule-twice': {
    kind: 'unprocessable',
    title: { zh: '规则编码 {rule} 出现两次。', en: 'The rule {rule} is there twice.' },
    remedy: { zh: '请为每条规则使用不同编码。', en: 'Give each rule a code of its own.' },
  },
  'cadre-review.empty-condition': {
    kind: 'unprocessable',
    title: { zh: '规则 {rule} 有不含任何条件的情形。', en: 'The rule {rule} has a case without a condition.' },
    remedy: { zh: '请写明等次、一票否决、位次或末位条件，或删去该情形。', en: 'State grade, veto, rank or bottom ranks, or remove the case.' },
  },
  'cadre-review.bad-rule-text': {
    kind: 'unprocessable',
    title: { zh: '规则 {rule} 的建议文字有误。', en: 'The advice of the rule {rule} is not an acceptable text.' },
    remedy: { zh: '请用中英文各写一段，每段至多 500 字，不含控制字符。', en: 'Write it in Chinese and in English, up to 500 characters each, without control characters.' },
  },
  'cadre-review.bad-weight': {
    kind: 'unprocessable',
    title: { zh: '质量考核结果的权重应在 1% 至 5% 之间，收到 {weight}。', en: 'The weight of the quality result lies between 1 and 5 percent, not {weight}.' },
    remedy: { zh: '请核对权重。', en: 'Check the weight.' },
  },
  'cadre-review.bad-quota': {
    kind: 'unprocessable',
    title: { zh: '名额比例 {percent} 不在 0 至 100 之间。', en: 'A quota of {percent} percent lies outside 0 to 100.' },
    remedy: { zh: '请核对比例。', en: 'Check the percentages.' },
  },
  'cadre-review.quotas-not-descending': {
    kind: 'unprocessable',
    title: { zh: '个人优秀比例应随班子等次下降：{excellent}、{fair}、{poor}。', en: 'The share of persons falls with the group\'s result: {excellent}, {fair}, {poor}.' },
    remedy: { zh: '请按优秀、一般、较差依次不升填写。', en: 'Give percentages that do not rise from excellent over fair to poor.' },
  },
  'cadre-review.unknown-unit': {
    kind: 'not-found',
    title: { zh: '没有单位 {unit}。', en: 'There is no unit {unit}.' },
    remedy: { zh: '请核对单位编码。', en: 'Check the code of the unit.' },
  },
  'cadre-review.not-vertically-managed': {
    kind: 'conflict',
    title: { zh: '{unit} 不是垂直管理单位，无需纳入决定。', en: '{unit} is not vertically managed and needs no decision.' },
    remedy: { zh: '直接为其备材料即可。', en: 'Prepare its dossier as it is.' },
  },
});
