//! The programs under test, and a library folder of their own.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// The top of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// A library in a temporary folder, worked on by the real command.
pub(crate) struct Desk {
    pub(crate) folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn library(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    /// Writes a file beside the library.
    pub(crate) fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, contents).unwrap();
        path.to_string_lossy().into_owned()
    }

    /// The command with its arguments, ready to run.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tearsheet"));
        command.arg("--library").arg(self.library()).args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the command.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs the command with `input` on its standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        child.wait_with_output().unwrap()
    }

    /// Runs the command with `--json`; it must end well.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[&["--json"], arguments].concat());
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Clips a page and gives the article's id.
    pub(crate) fn clip(&self, html: &str) -> String {
        let file = self.file("page.html", html);
        self.json(&["clip", &file])[0]["id"].as_str().unwrap().to_owned()
    }
}

/// A small market article in mixed script.
pub(crate) const PAGE: &str = r#"<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>扩产周记：HBM良率过六成 - 样张观察</title>
<meta property="og:site_name" content="样张观察"></head><body><nav><a href="/">首页</a> <a href="/a">更多</a></nav>
<article><h1>扩产周记：HBM良率过六成</h1><p class="source">来源：样张观察 作者：顾小舟 2026-03-12 09:41</p>
<p>本周走访了三家设备厂。一位主管说：“今年的 HBM良率大约 62%，到年底能到七成就很好。”去年同期这个数字是四成八。</p>
<p>封装方面，CoWoS-L 的交期拉长到三十四周，订单总额约 29亿美元，ASIC 客户的份额继续上升。H100 的租金则在回落。</p>
<p>A supplier added that shipments in Q3'24 had already been booked, and that 50-60% of next year's capacity was spoken for.</p>
<p>综合来看，扩产计划没有改变，明年的目标仍是每月三万片，设备的交付节奏比预想的要快一些。</p></article>
<footer>本站版权所有</footer></body></html>"#;
