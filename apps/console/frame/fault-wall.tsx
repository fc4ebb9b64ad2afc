import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { useTexts } from '../language/texts.js';
import { frameTexts } from './frame-texts.js';

function Fault({ again }: { readonly again: () => void }) {
  const t = useTexts(frameTexts);
  return <section className="plain-page" role="alert"><h1>{t('failed')}</h1><Button type="primary" onClick={again}>{t('reload')}</Button></section>;
}

/** Keeps a fault of one page from taking the rest with it. */
export class FaultWall extends Component<{ readonly children: ReactNode }, { readonly fault: boolean }> {
  override state = { fault: false };
  static getDerivedStateFromError() {
    return { fault: true };
  }
  override componentDidCatch(error: unknown): void {
    console.error(error);
    // A chunk of an older build is gone: the new build has another name for it.
    if (error instanceof TypeError && /dynamically imported module|module script/.test(error.message) && !sessionStorage.getItem('zhiheng.reloaded')) {
      sessionStorage.setItem('zhiheng.reloaded', 'yes');
      location.reload();
    }
  }
  override render(): ReactNode {
    return this.state.fault ? <Fault again={() => this.setState({ fault: false })} /> : this.props.children;
  }
}
