"""The word a principal gives with every report (四(三), R90): signed and kept, so it is Chinese like every paper."""

COMMITMENT = (
    "本人承诺：本次报送的整改情况和查处情况真实、准确、完整，所附照片和材料均与事实相符，"
    "没有瞒报、漏报和虚假整改；如有不实，愿依法依规依纪承担责任。"
)
