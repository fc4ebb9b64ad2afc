import { Button, DatePicker, Form, Input, Modal, Select, Space } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useLanguage, useTexts } from '../language/texts.js';
import { useView } from '../server/views.js';
import { useMoment } from './address.js';
import { frameTexts } from './frame-texts.js';
import { quickMoments } from './moment.js';

/** Choose the moment that every page looks from. */
export default function MomentDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(frameTexts);
  const { say } = useLanguage();
  const { at, look } = useMoment();
  const { data } = useView('GET /history/moments', { query: { limit: 200 } }, { now: true });
  const [position, setPosition] = useState('');
  const take = (next: string | undefined) => {
    look(next);
    onClose();
  };
  return (
    <Modal open onCancel={onClose} title={t('momentTitle')} footer={null}>
      <Form layout="vertical">
        <Form.Item label={t('momentQuick')}>
          <Space wrap>
            <Button type={at === undefined ? 'primary' : 'default'} onClick={() => take(undefined)}>{t('now')}</Button>
            {quickMoments.map((one) => <Button key={one} onClick={() => take(one)}>{t(one)}</Button>)}
          </Space>
        </Form.Item>
        <Form.Item label={t('momentDay')} htmlFor="moment-day"><DatePicker id="moment-day" disabledDate={(day) => day.isAfter(dayjs(), 'day')} onChange={(day) => day && take(day.format('YYYY-MM-DD'))} /></Form.Item>
        <Form.Item label={t('momentNamed')} htmlFor="moment-named">
          <Select id="moment-named" showSearch={{ optionFilterProp: 'label' }} onChange={(name: string) => take(name)} options={(data?.items ?? []).map(({ name, title }) => ({ value: name, label: say(title) }))} />
        </Form.Item>
        <Form.Item label={t('momentPosition')} htmlFor="moment-position">
          <Space.Compact>
            <Input id="moment-position" inputMode="numeric" value={position} onChange={({ target }) => setPosition(target.value.replace(/\D/g, ''))} onPressEnter={() => position && take(position)} />
            <Button type="primary" disabled={!position} onClick={() => take(position)}>{t('look')}</Button>
          </Space.Compact>
        </Form.Item>
      </Form>
    </Modal>
  );
}
