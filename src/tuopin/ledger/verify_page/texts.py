"""Everything the offline page says, in both languages; names in braces are put in by the page."""

from tuopin.common.words import Words

TEXTS: dict[str, Words] = {
    "title": Words("核对我的记录", "Check my record"),
    "lead": Words(
        "把您领到的证明文件和记录放进来，就能看到这条记录是否在公开日志里、有没有被改过。",
        "Put in the proof file and the record that you were given, and see whether the record is in the public log and unchanged.",
    ),
    "offline": Words(
        "本页不联网：内容不离开这台设备，断网也能用。",
        "This page does not use the network: nothing leaves this device, and it works without a connection.",
    ),
    "proof": Words("第一步　证明文件", "Step 1 · Proof file"),
    "proof_hint": Words("文件名以 .tlog-proof 结尾。可以打开文件，也可以粘贴全文。", "Its name ends in .tlog-proof. Open the file, or paste its whole text."),
    "record": Words("第二步　记录", "Step 2 · Record"),
    "record_hint": Words("与证明一起发给您的记录（JSON 文件）。", "The record that came with the proof (a JSON file)."),
    "open_proof": Words("打开证明文件", "Open proof file"),
    "open_record": Words("打开记录文件", "Open record file"),
    "trust": Words("信任谁的签名", "Whose signatures are trusted"),
    "trust_given": Words(
        "发布本页的机构列出的日志和见证人。请与公报或村务公开栏上印的公钥核对。",
        "The logs and witnesses named by the body that publishes this page. Compare their keys with those printed in the gazette or on the notice board.",
    ),
    "trust_typed": Words(
        "本页没有预置公钥。请粘贴发布机构公布的策略文本（tlog-policy）。",
        "This page comes without keys. Paste the policy text (tlog-policy) that the publishing body has made known.",
    ),
    "policy": Words("策略文本", "Policy text"),
    "verify": Words("核对", "Check"),
    "clear": Words("清空", "Clear"),
    "print": Words("打印结果", "Print the result"),
    "working": Words("正在核对……", "Checking…"),
    "held": Words("记录在日志里，没有改过", "The record is in the log, unchanged"),
    "held_lead": Words(
        "这条记录是日志的第 {index} 条（从 0 数起，共 {size} 条），与签署的检查点相符。",
        "The record is entry {index} of the log (counted from 0, of {size} entries) and agrees with the signed checkpoint.",
    ),
    "refused": Words("不能证明这条记录在日志里", "The record is not shown to be in the log"),
    "unable": Words("这台设备上的浏览器不能核对", "The browser on this device cannot check this"),
    "unable_lead": Words("没有得出结论：既不是通过，也不是不通过。", "There is no result: neither that the record is in the log nor that it is not."),
    "what_now": Words(
        "请先确认证明和记录是一起领到的、没有手工改动；仍不通过，请把两份文件带到乡镇，或交给见证人。",
        "First make sure that proof and record were handed out together and are as you were given them. "
        "If it still fails, take both to the township, or to a witness.",
    ),
    "steps": Words("核对了什么", "What was checked"),
    "step_proof": Words("证明文件可以读", "The proof file can be read"),
    "step_log": Words("检查点由日志 {name} 签署", "The checkpoint is signed by the log {name}"),
    "step_log_any": Words("检查点由所信任的日志签署", "The checkpoint is signed by a trusted log"),
    "step_witnesses": Words("见证人已会签，达到要求", "Enough witnesses have cosigned"),
    "step_none": Words("策略不要求见证人会签", "The policy asks for no witnesses"),
    "step_record": Words("记录得出的哈希通向签署的根", "The record's hash leads to the signed root"),
    "passed": Words("通过", "passed"),
    "failed": Words("不通过", "failed"),
    "skipped": Words("未核对", "not reached"),
    "witnesses": Words("会签的见证人", "Witnesses who cosigned"),
    "witness_line": Words("{name}，{time}（北京时间）", "{name}, {time} (Beijing time)"),
    "nobody": Words("没有", "none"),
    "absent": Words("{name}：没有会签", "{name}: has not cosigned"),
    "content": Words("记录的内容", "What the record says"),
    "checkpoint": Words("检查点（与公报上印的三行对照）", "Checkpoint (compare with the three lines printed in the gazette)"),
    "meaning": Words("这说明什么", "What this means"),
    "meaning_held": Words(
        "说明这条记录已写入公开日志，此后一个字也没有改过；会签的见证人在上列时间看到的是同一份日志。"
        "它不说明记录的内容是否属实；对内容有异议，请在公示期提出或申诉。",
        "The record was written to the public log and not a letter of it has changed since; the witnesses who cosigned saw the same log "
        "at the times above. It does not say that what the record states is true; who disputes it objects during the public notice, "
        "or appeals.",
    ),
    "field": Words("项目", "Field"),
    "value": Words("内容", "Value"),
    "yes": Words("是", "yes"),
    "no": Words("否", "no"),
    "empty": Words("（空）", "(empty)"),
    "language": Words("语言", "Language"),
    "result": Words("核对结果", "Result"),
    "drop": Words("也可以把文件拖到这里。", "A file can also be dropped here."),
    # why not
    "no_proof": Words("没有放入证明文件。", "No proof file was put in."),
    "no_record": Words("没有放入记录。", "No record was put in."),
    "no_policy": Words("没有策略文本，不知道该信任谁的签名。", "There is no policy text, so it is not known whose signatures to trust."),
    "proof_form": Words("这不是一份完整的日志证明文件（第 {line} 行）。", "This is not a whole log proof (line {line})."),
    "proof_salt": Words("证明文件里缺少这条记录的盐。", "The proof file lacks the salt of the record."),
    "record_form": Words("记录不是完整的 JSON 文件（第 {at} 个字符处）。", "The record is not a whole JSON file (at character {at})."),
    "record_twice": Words("记录里“{name}”出现了两次。真正的记录不会这样。", "“{name}” stands twice in the record. No true record says a thing twice."),
    "record_number": Words(
        "记录里有小数或过大的数：{text}。真正的记录只有整数。",
        "The record holds a fraction or too large a number: {text}. True records hold whole numbers only.",
    ),
    "policy_form": Words("策略文本第 {line} 行看不懂。", "Line {line} of the policy text cannot be read."),
    "policy_quorum": Words("策略文本没有写明需要谁会签（quorum）。", "The policy text does not say whose cosignatures are needed (quorum)."),
    "note_form": Words("证明文件里的检查点不完整。", "The checkpoint in the proof file is not whole."),
    "signature_false": Words(
        "{name} 的签名不成立：检查点被改过，或签名是假的。",
        "The signature of {name} does not hold: the checkpoint was changed, or the signature is false.",
    ),
    "log_unsigned": Words("没有您所信任的日志的签名：这份证明属于另一份日志。", "No log that you trust has signed: the proof belongs to another log."),
    "few_witnesses": Words(
        "会签的见证人不够。已会签：{seen}；要求：{wanted}。",
        "Too few witnesses have cosigned. Cosigned: {seen}; wanted: {wanted}.",
    ),
    "other_record": Words(
        "记录与证明对不上：记录被改过，或者这份证明属于另一条记录。",
        "Record and proof do not fit: the record was changed, or the proof belongs to another record.",
    ),
    "no_crypto": Words(
        "浏览器没有提供加密功能（WebCrypto）。请换用新版浏览器，直接打开这个文件。",
        "The browser does not offer cryptography (WebCrypto). Use a current browser and open this file directly.",
    ),
    "no_ed25519": Words(
        "浏览器不支持 Ed25519 签名。请换用新版的 Chrome、Edge、Firefox 或 Safari。",
        "The browser does not know Ed25519 signatures. Use a current Chrome, Edge, Firefox or Safari.",
    ),
    "unexpected": Words("出现了意外的错误：{text}", "An unexpected error occurred: {text}"),
}
