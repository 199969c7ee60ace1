"""Writes the fixtures of chats in JSON and CSV, in the forms that messengers and export tools give.

    python3 Tests/Fixtures/make/chats.py Tests/Fixtures
"""

import csv
import io
import json
import sys
from pathlib import Path

folder = Path(sys.argv[1])


def write(name, value):
    (folder / name).write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


write(
    "chat-telegram.json",
    {
        "name": "Lin Wei",
        "type": "personal_chat",
        "id": 5550001,
        "messages": [
            {
                "id": 1, "type": "service", "date": "2024-03-05T08:29:00", "date_unixtime": "1709627340",
                "actor": "Lin Wei", "actor_id": "user5550001", "action": "phone_call", "text": "", "text_entities": [],
            },
            {
                "id": 2, "type": "message", "date": "2024-03-05T08:30:12", "date_unixtime": "1709627412",
                "from": "Lin Wei", "from_id": "user5550001",
                "text": ["Write to ", {"type": "email", "text": "lin.wei@example.org"}, " about the grant."],
                "text_entities": [],
            },
            {
                "id": 3, "type": "message", "date": "2024-03-05T08:31:00", "date_unixtime": "1709627460",
                "from": "R. Hale", "from_id": "user5550002", "reply_to_message_id": 2,
                "text": "Which grant?", "text_entities": [{"type": "plain", "text": "Which grant?"}],
            },
            {
                "id": 4, "type": "message", "date": "2024-03-05T08:32:00", "date_unixtime": "1709627520",
                "from": "Lin Wei", "from_id": "user5550001", "forwarded_from": "Lantern Bridge",
                "photo": "photos/photo_1.jpg", "text": "", "text_entities": [],
            },
        ],
    },
)

write(
    "chat-list.json",
    [
        {"nickname": "林薇", "timestamp": 1709627412, "content": "你好，附件收到了吗？", "msgId": "a1"},
        {"nickname": "R. Hale", "timestamp": 1709627460, "content": "收到", "msgId": "a2", "quote": {"msgId": "a1"}},
        {"nickname": "林薇", "timestamp": 1709627520, "content": "请发到 198.51.100.7", "msgId": "a3"},
    ],
)

rows = [
    ["发送者", "消息内容", "时间", "回复"],
    ["林薇", "你好，\n附件收到了吗？", "2024-03-05 08:30:12", ""],
    ["R. Hale", 'He said "yes", 收到', "2024-03-05 08:31:00", "你好"],
    ["林薇", "再见", "2024-03-05 08:32:00", ""],
]
text = io.StringIO()
csv.writer(text, lineterminator="\r\n").writerows(rows)
(folder / "chat.csv").write_bytes(text.getvalue().encode("utf-8"))
