import { useAddress } from '../../frame/address.js';
import { usePlanYear } from '../../frame/plan-year.js';
import '../reporting.css';
import { Board } from './board.js';
import { ValuesToVerify } from './values-to-verify.js';

/** The verification board; a chosen cell opens the values of its unit and period. */
export default function VerificationPage() {
  const { plan, year } = usePlanYear();
  const { params } = useAddress();
  const unit = params.get('of');
  const period = params.get('period');
  if (plan === '') return null;
  return unit && period ? <ValuesToVerify key={`${unit}/${period}`} plan={plan} unit={unit} period={period} /> : <Board plan={plan} year={year} />;
}
