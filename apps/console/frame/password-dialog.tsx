import { Modal } from 'antd';
import { useTexts } from '../language/texts.js';
import { ChangePassword } from './change-password.js';
import { frameTexts } from './frame-texts.js';

/** The own password, changed over whatever page is open. */
export default function PasswordDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(frameTexts);
  return <Modal open onCancel={onClose} title={t('changePassword')} footer={null}><ChangePassword onDone={onClose} /></Modal>;
}
