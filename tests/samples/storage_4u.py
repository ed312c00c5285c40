"""A 4U storage server with 36 drives, flat list, Chinese headers, total masses."""

from workbook import Sample, table

# 项次 | 料号 | 品名 | 规格 | 数量 | 单位 | 总重(kg) | 材料 | 原产地
ROWS = """
1 | ST4-1001 | 机箱主体 | 4U 36盘位 SGCC T=1.2 钣金 | 1 | PCS | 13.8 | SGCC | CN
2 | ST4-1002 | 机箱上盖 | SGCC T=1.0 | 2 | PCS | 3.1 | SGCC | CN
3 | ST4-1003 | 硬盘笼(前) | SGCC T=0.8 | 1 | PCS | 2.9 | SGCC | CN
4 | ST4-1004 | 硬盘笼(后) | SGCC T=0.8 | 1 | PCS | 1.6 | SGCC | CN
5 | ST4-1005 | 3.5寸硬盘托架 | PC+ABS | 36 | PCS | 5.4 | PC+ABS | CN
6 | ST4-1006 | 前面板 | PC+ABS 阻燃 | 1 | PCS | 0.31 | PC+ABS | CN
7 | ST4-1007 | 滑轨套件 | SGCC 一副 | 1 | SET | 5.2 | SGCC | CN
8 | ST4-1008 | 螺钉 M3x5 | 碳钢镀锌 | 210 | PCS | 0.17 | 碳钢 | CN
9 | ST4-1009 | 导风罩 | PC+ABS | 1 | PCS | 0.36 | PC+ABS | CN
10 | ST4-2001 | 主板 | 主板 PCBA 2路 14L 430x330mm | 1 | PCS | 1.52 | | CN
11 | ST4-2002 | 处理器 | Intel Xeon Silver 4314 16C 135W | 2 | PCS | 0.10 | | 
12 | ST4-2003 | CPU散热器 | 4U 铝鳍片 铜底 | 2 | PCS | 1.10 | AL6063 | CN
13 | ST4-2004 | 内存条 | DDR4 RDIMM 32GB 2Rx4 3200 | 8 | PCS | 0.34 | | KR
14 | ST4-2005 | 机械硬盘 | 20TB 7.2K SAS 3.5" | 36 | PCS | 24.5 | | TH
15 | ST4-2006 | 固态硬盘 | 960GB SATA 2.5" TLC | 2 | PCS | 0.13 | | CN
16 | ST4-2007 | NVMe固态硬盘 | 3.84TB NVMe U.2 TLC | 2 | PCS | 0.28 | | CN
17 | ST4-2008 | 硬盘背板(前) | SAS背板 Expander PCBA 8L 430x170mm | 1 | PCS | 0.82 | | CN
18 | ST4-2009 | 硬盘背板(后) | SAS背板 PCBA 8L 430x90mm | 1 | PCS | 0.46 | | CN
19 | ST4-2010 | SAS Expander芯片 | SAS35x48 BGA | 2 | PCS | 0.012 | | TW
20 | ST4-2011 | HBA卡 | 9500-16i HBA卡 | 1 | PCS | 0.14 | | 
21 | ST4-2012 | 网卡 | 双口25GE网卡 PCIe | 2 | PCS | 0.26 | | 
22 | ST4-2013 | Riser卡 | Riser板 6L 150x60mm | 2 | PCS | 0.19 | | CN
23 | ST4-3001 | 电源模块 | 1200W 80PLUS Titanium | 2 | PCS | 2.1 | | CN
24 | ST4-3002 | 电源板 | PDB PCBA 6L 180x90mm | 1 | PCS | 0.24 | | CN
25 | ST4-3003 | 风扇 | 8038 风扇 12V | 5 | PCS | 1.4 | | CN
26 | ST4-3004 | SAS线缆 | SlimSAS x8 L=600mm | 9 | PCS | 0.62 | | CN
27 | ST4-3005 | 电源线束 | 16AWG L=500mm | 4 | PCS | 0.42 | | CN
28 | ST4-3006 | 交流电源线 | C13-C14 1.8m | 2 | PCS | 0.42 | | CN
29 | ST4-3007 | 纽扣电池 | CR2032 | 1 | PCS | 0.003 | | JP
30 | ST4-3008 | 超级电容 | RAID掉电保护 超级电容模组 | 1 | PCS | 0.095 | | CN
合计 | | | | | | 67.9 | |
"""

_ROWS = [row + [None] * (9 - len(row)) for row in table(ROWS)]

STORAGE_4U = Sample(
    file="storage_4u.xlsx",
    sheet="BOM表",
    titles=("存储服务器物料表", "机型:ST-4036(示例)"),
    headers=(
        "项次", "料号", "品名", "规格", "数量", "单位", "总重(kg)", "材料", "原产地",
    ),
    rows=_ROWS,
    sheets={
        "研究": [
            ["设置", "值"],
            ["产品名称", "4U存储服务器"],
            ["产品型号", "ST-4036(示例)"],
            ["使用地电网", "CN"],
            ["市场", "CN"],
        ],
        "包装": table("""
序号 | 名称 | 规格 | 数量 | 单位 | 单重(kg) | 材质
P1 | 瓦楞纸箱 | 七层瓦楞纸箱 | 1 | 个 | 5.6 | 瓦楞纸
P2 | 缓冲泡棉 | EPP 护垫 | 1 | 套 | 1.4 | EPP
P3 | 木托盘 | 木栈板 分摊 | 0.25 | 个 | 17.0 | 木
P4 | PE袋 | 防静电袋 | 1 | 个 | 0.15 | LDPE
"""),
        "使用": [["设置", "值"], ["PUE", 1.4], ["负载曲线", "storage"], ["年耗电量(kWh)", 4350]],
    },
)  # fmt: skip
