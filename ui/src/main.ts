/** Starts the page: finds the host, asks for what is shown first, shows the desk. */
import { mount } from 'svelte';
import './styles/base.css';
import { Library } from './api/library';
import { firstList } from './features/articles/pages';
import { chooseHost } from './host';
import { afterPainting } from './shared/painting';
import Shell from './shell/Shell.svelte';

let tell = () => {};
const drawn = new Promise<void>((done) => (tell = done));
const library = new Library(await chooseHost());
await library.begin(firstList(), drawn);
mount(Shell, { target: document.body, props: { library } });
afterPainting(tell);
