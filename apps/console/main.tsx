import { createRoot } from 'react-dom/client';
import { Console } from './frame/console.js';

createRoot(document.getElementById('root')!).render(<Console />);
