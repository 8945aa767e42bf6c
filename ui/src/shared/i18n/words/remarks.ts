/** What is said of a clip, by its code: what could be kept of it, and why the rest could not. `n` are the numbers in it. */
type Said = Record<string, (n: readonly string[], cause: string) => string>;

export const en = {
  said: {
    'bad-address': () => 'This is not a web address that can be fetched; only http and https addresses are.',
    'user-info': () => 'The address contains a user name or password; remove it and try again.',
    'private-address': () =>
      'The address leads to this machine or a private network; allow private addresses in the settings if that is meant.',
    offline: () => 'There is no network; it will be fetched when the network is back.',
    'no-host': () => 'No site of this name was found; check the address. It will be tried again later.',
    refused: () => 'The site refused or broke the connection; try again later.',
    untrusted: () => 'The site’s certificate could not be verified; the page was not fetched.',
    timeout: () => 'The site took too long to answer; try again later.',
    status: ([status]) => `The site answered with the status ${status}; open the page in a browser and clip it there.`,
    'site-fault': ([status]) =>
      `The site has a fault of its own (status ${status}); the address and the network are in order, try again later.`,
    busy: ([seconds]) => `The site is busy and asks to be left alone for ${seconds} s; it will be tried again then.`,
    redirects: () => 'The site redirects without end; open the page in a browser and clip it there.',
    'too-big': ([size]) => `It is larger than ${size} MB; save the part that matters and clip that.`,
    'bad-encoding': () => 'The site’s answer cannot be unpacked safely; open the page in a browser and clip it there.',
    'no-tls': () => 'Secure connections could not be set up on this system; install its certificates.',
    'no-file': () => 'There is no such file; check the path.',
    'denied-file': () => 'The file may not be read; check its permissions.',
    'no-plain-file': () => 'This is not a plain file; links are not followed, pipes and devices are not read.',
    'empty-folder': () => 'There is no file in this folder; choose another one.',
    'too-many-files': ([most]) => `The folder holds more than ${most} files; choose a smaller one.`,
    'disk-failed': ([said]) => `The file could not be read: ${said}.`,
    'library-busy': () => 'The library is being written by another program; try again in a moment.',
    'disk-full': () => 'The disk is full and nothing was saved; free some space, deleting and exporting still work.',
    'library-damaged': () =>
      'The library is damaged; check it in the settings to save what can be read, or restore a backup.',
    'library-not-writable': () =>
      'The library can only be read: its folder may not be written; change its permissions or copy it elsewhere.',
    'library-disk-failed': () =>
      'The library can only be read: the disk failed while saving; close Tearsheet, check the disk, and open the library again.',
    'saving-missing': () => 'Nothing was saved: a file or folder on the way is missing; make it or name another place.',
    'saving-in-the-way': () => 'Nothing was saved: a file is in the way; move it or name another place.',
    'saving-into-a-folder': () => 'Nothing was saved: what should be a file is a folder.',
    'saving-denied': () => 'Nothing was saved: a file may not be read or written; change its permissions.',
    'saving-failed': () => 'Nothing was saved: the disk or the file system failed; check the disk.',
    empty: () => 'There was nothing in it. Give a link, a selection, text, a picture or a file.',
    'too-long': () =>
      'The page is larger or more deeply nested than is safe to read, and no text was found in what was read. Select the text in the browser and drop that.',
    'unknown-type': () =>
      'This kind of file cannot be read. Pages (HTML, MHTML), PDF, Word, PowerPoint, Excel, EPUB, letters (EML), Markdown, plain text and pictures can.',
    'no-picture': () =>
      'The picture is damaged or cut off, so nothing of it can be shown. Save it anew from where it came.',
    'too-big-file': ([size]) => `It is larger than ${size} MB. Save the part that matters and clip that.`,
    'cut-short': () => 'It is cut off before its text begins. Fetch it again, or save it anew.',
    'no-text': () =>
      'No text was found in it. If the page fills itself by script, select the text in the browser and drop that.',
    'no-web-address': () => 'This is not a web address that can be fetched. Only http and https addresses are.',
    'cut-page': () =>
      'The page is larger or more deeply nested than is safe to read: a part was left out. The file itself was kept whole.',
    'many-pictures': () =>
      'The page shows more pictures than one article keeps: the first 200 are in it. The file itself was kept whole.',
    'wrong-mark': () =>
      'The mark at its beginning names another character set than the text is in: it was read by its looks. The file itself was kept; if characters are wrong, save it as UTF-8 and clip that.',
    walled: () =>
      'The page asks to log in or to subscribe before it shows the article: only its beginning, or nothing of it, was given. Log in with a browser and drop the article from there.',
    'broken-picture': () => 'The picture is damaged or cut off. It was kept as it is and may show in part only.',
    'too-large-to-show': () =>
      'The picture has more than 100 million points and is not shown. The file itself was kept.',
    encrypted: () =>
      'It opens with a password only, so nothing of it could be read. The file itself was kept; save a copy without the password and clip that.',
    damaged: () =>
      'It is damaged or cut off, so nothing of it could be read. The file itself was kept; fetch it again, or save it anew in its own program.',
    bomb: () =>
      'It unpacks to far more than is safe to read, so nothing of it was read. The file itself was kept; trust it only if you know where it comes from.',
    cut: () => 'It is very long: its beginning was read. The file itself was kept whole.',
    scanned: () =>
      'Its pages are pictures without text, so there is nothing to find in it. The file itself was kept and can be read page by page.',
    blank: () => 'There is no text in it. The file itself was kept as it is.',
    partly: () => 'Some of its pages could not be read. The file itself was kept whole.',
    'cut-off': () =>
      'It is cut off: what is there was read. The file itself was kept as it is; save the page anew for the rest.',
    'lost-time': () =>
      'Reading it took more than 30 seconds, so nothing of it was read. The file itself was kept; split it and clip the parts that matter.',
    'lost-crash': () =>
      'Reading it failed or needed too much memory. The file itself was kept; it may be damaged or made to do harm.',
    'lost-size': () =>
      'More came out of it than is taken in. The file itself was kept; split it and clip the parts that matter.',
    'lost-start': () =>
      'The part of the program that reads such files could not be started. The file itself was kept; start the program again and clip it once more.',
    'some-unread': () =>
      'Some of what is attached cannot be read as an article. It is listed, and stays in the letter, which was kept whole.',
    'broke-off': (_, cause) =>
      `Only the beginning of the page came, and that is kept. ${cause} Clip it again for the rest.`,
    unreadable: () => 'The page could not be read.',
    joined: ([pages]) => `The article goes over ${pages} pages; all of them are kept as one text.`,
    'too-many-pages': ([pages]) => `The article goes over more than ${pages} pages; the first ${pages} are kept.`,
    'ends-early-at-once': (_, cause) =>
      `The article goes over more pages than could be fetched; the first is kept. ${cause} Clip it again for the rest.`,
    'ends-early': ([pages], cause) =>
      `The article goes over more pages than could be fetched; the first ${pages} are kept. ${cause} Clip it again for the rest.`,
    'no-text-there': () => 'No text was found on it.',
    'unreadable-rule': () => 'What was to be looked through could not be read.',
    'picture-enormous': () =>
      'This picture has more than 100 million points and is not shown. Open the page in a browser to see it.',
    'picture-inline': () => 'What stands in the page here is not a picture that can be shown.',
    'some-pictures': () => 'Some pictures could not be fetched yet.',
    'tried-out': () => 'It was tried many times, and each time the program ended before it was done.',
    'unreadable-file': () => 'The file could not be read.',
    'nothing-in-file': () => 'There was nothing in the file.',
    'not-kept': () => 'The file itself is not in the library. Drop it again.',
    cancelled: () => 'It was cancelled.',
    'picture-nothing': () => 'The address gives nothing.',
    'picture-page': () => 'The site gave a page in the picture’s place. Try again later.',
    'picture-cut': () => 'The picture ends before its end: the site gave only a part of it. Try again later.',
    'picture-none': () => 'What the address gives is not a picture that can be shown.',
    'picture-kind': ([kind]) =>
      `This picture is ${kind}, a kind that is not shown. Open the page in a browser to see it.`,
  } as Said,
};
export const zh: typeof en = {
  said: {
    'bad-address': () => '这不是可以取回的网址，只能取回 http 和 https 地址。',
    'user-info': () => '网址里带有用户名或密码，请去掉后再试。',
    'private-address': () => '网址指向本机或内部网络；如果确实需要，请在设置里允许内部地址。',
    offline: () => '没有网络，恢复后会自动取回。',
    'no-host': () => '找不到这个网站，请检查网址；稍后会自动再试。',
    refused: () => '网站拒绝或中断了连接，请稍后再试。',
    untrusted: () => '无法验证网站的证书，没有取回网页。',
    timeout: () => '网站太久没有回应，请稍后再试。',
    status: ([status]) => `网站返回状态 ${status}；请在浏览器里打开网页，从那里收录。`,
    'site-fault': ([status]) => `网站自身出错（状态 ${status}），网址和网络都没有问题，请稍后再试。`,
    busy: ([seconds]) => `网站繁忙，要求 ${seconds} 秒内不再访问，到时会自动再试。`,
    redirects: () => '网站不停地跳转；请在浏览器里打开网页，从那里收录。',
    'too-big': ([size]) => `超过 ${size} MB；请保存需要的部分再收录。`,
    'bad-encoding': () => '网站返回的内容无法安全解压；请在浏览器里打开网页，从那里收录。',
    'no-tls': () => '本系统无法建立安全连接，请安装证书。',
    'no-file': () => '没有这个文件，请检查路径。',
    'denied-file': () => '没有读取这个文件的权限，请检查权限。',
    'no-plain-file': () => '这不是普通文件：不跟随链接，也不读取管道和设备。',
    'empty-folder': () => '这个文件夹里没有文件，请另选一个。',
    'too-many-files': ([most]) => `文件夹里的文件超过 ${most} 个，请选小一些的。`,
    'disk-failed': ([said]) => `无法读取这个文件：${said}。`,
    'library-busy': () => '资料库正由另一个程序写入，请稍后再试。',
    'disk-full': () => '磁盘已满，没有保存；请腾出空间，删除和导出仍可使用。',
    'library-damaged': () => '资料库已损坏；请在设置里检查，保存还能读出的内容，或恢复备份。',
    'library-not-writable': () => '资料库只能读取：所在文件夹不能写入，请更改权限或复制到别处。',
    'library-disk-failed': () => '资料库只能读取：保存时磁盘出错，请关闭 Tearsheet，检查磁盘后重新打开。',
    'saving-missing': () => '没有保存：所需的文件或文件夹不存在，请新建或另选位置。',
    'saving-in-the-way': () => '没有保存：有文件占了位置，请移开或另选位置。',
    'saving-into-a-folder': () => '没有保存：应是文件的地方是文件夹。',
    'saving-denied': () => '没有保存：没有读写文件的权限，请更改权限。',
    'saving-failed': () => '没有保存：磁盘或文件系统出错，请检查磁盘。',
    empty: () => '里面什么也没有。可以给出链接、选中的内容、文字、图片或文件。',
    'too-long': () => '网页太大或嵌套太深，读到的部分里没有正文。请在浏览器里选中正文再拖进来。',
    'unknown-type': () =>
      '无法读取这种文件。可以读取网页（HTML、MHTML）、PDF、Word、PowerPoint、Excel、EPUB、邮件（EML）、Markdown、纯文本和图片。',
    'no-picture': () => '图片已损坏或不完整，无法显示。请从原处重新保存。',
    'too-big-file': ([size]) => `超过 ${size} MB。请保存需要的部分再收录。`,
    'cut-short': () => '文件不完整，正文开始之前就断了。请重新取回或重新保存。',
    'no-text': () => '没有找到正文。如果网页内容由脚本生成，请在浏览器里选中正文再拖进来。',
    'no-web-address': () => '这不是可以取回的网址，只能取回 http 和 https 地址。',
    'cut-page': () => '网页太大或嵌套太深，有一部分没有读。原文件已完整保留。',
    'many-pictures': () => '网页里的图片超过一篇文章保存的数量，只收录前 200 张。原文件已完整保留。',
    'wrong-mark': () =>
      '文件开头标明的编码与内容不符，已按内容判断编码。原文件已保留；如有乱码，请另存为 UTF-8 再收录。',
    walled: () =>
      '网页要求登录或订阅后才显示文章，只给出了开头，或者什么也没有给。请在浏览器里登录，再从那里把文章拖进来。',
    'broken-picture': () => '图片损坏或不完整。已原样保留，可能只能显示一部分。',
    'too-large-to-show': () => '图片超过一亿像素，不予显示。原文件已保留。',
    encrypted: () => '需要密码才能打开，没有读到任何内容。原文件已保留；请另存一份不带密码的再收录。',
    damaged: () => '文件损坏或不完整，没有读到任何内容。原文件已保留；请重新获取，或用原来的程序另存一份。',
    bomb: () => '解压后的体积远超安全范围，没有读取。原文件已保留；不清楚来源时请勿信任。',
    cut: () => '内容很长，只读了开头部分。原文件已完整保留。',
    scanned: () => '各页是没有文字的图片，无法搜索。原文件已保留，可以逐页阅读。',
    blank: () => '其中没有文字。原文件已原样保留。',
    partly: () => '有些页读不出来。原文件已完整保留。',
    'cut-off': () => '文件不完整，已读取现有的部分。原文件已原样保留；要取得其余部分，请重新保存网页。',
    'lost-time': () => '读取超过 30 秒，没有读到任何内容。原文件已保留；请拆分后收录需要的部分。',
    'lost-crash': () => '读取失败或占用内存过多。原文件已保留；它可能已损坏，或含有恶意内容。',
    'lost-size': () => '读出的内容超过可以收录的数量。原文件已保留；请拆分后收录需要的部分。',
    'lost-start': () => '负责读取这类文件的程序没能启动。原文件已保留；请重新启动程序再收录一次。',
    'some-unread': () => '有些附件不能读成文章。它们列在信里，随信完整保留。',
    'broke-off': (_, cause) => `网页只取回了开头，已保留。${cause}要取回其余部分，请再收录一次。`,
    unreadable: () => '无法读取这个网页。',
    joined: ([pages]) => `文章分 ${pages} 页，已合为一篇保存。`,
    'too-many-pages': ([pages]) => `文章超过 ${pages} 页，保存了前 ${pages} 页。`,
    'ends-early-at-once': (_, cause) => `文章还有几页没能取回，保存了第一页。${cause}要取回其余部分，请再收录一次。`,
    'ends-early': ([pages], cause) =>
      `文章还有几页没能取回，保存了前 ${pages} 页。${cause}要取回其余部分，请再收录一次。`,
    'no-text-there': () => '那一页没有找到正文。',
    'unreadable-rule': () => '无法读取要检查的内容。',
    'picture-enormous': () => '这张图片超过一亿像素，不予显示。可以在浏览器里打开网页查看。',
    'picture-inline': () => '网页此处的内容不是可以显示的图片。',
    'some-pictures': () => '有些图片还没能取回。',
    'tried-out': () => '试了很多次，每次都在完成之前程序就结束了。',
    'unreadable-file': () => '无法读取这个文件。',
    'nothing-in-file': () => '文件里什么也没有。',
    'not-kept': () => '资料库里没有这个文件，请再拖一次。',
    cancelled: () => '已取消。',
    'picture-nothing': () => '这个地址没有内容。',
    'picture-page': () => '网站返回的是网页，不是图片。请稍后再试。',
    'picture-cut': () => '图片不完整，网站只给出了一部分，请稍后再试。',
    'picture-none': () => '这个地址给出的不是可以显示的图片。',
    'picture-kind': ([kind]) => `这张图片是 ${kind} 格式，无法显示。请在浏览器里打开网页查看。`,
  },
};
