ASCII SPSS PORT FILE                    ASCII SPSS PORT FILE                    
ASCII SPSS PORT FILE                    ASCII SPSS PORT FILE                    
ASCII SPSS PORT FILE                    0000000000000000000000000000000000000000
0000000000000000000000000123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrst
uvwxyz .<(+|&[]!$*);^-/|,%_>?`:$@'="000000~-0000123456789000-()0{}\0000000000000
00000000000000000000000000000000000000000000000000000000SPSSPORTA8/202612016/093
3461E/GNU pspp 1.6.23J/x86_64-pc-linux-gnu4D/5B/70/6/RECORD5/8/2/5/8/2/70/4/GOAL
5/8/2/5/8/2/82H/839/C16/What do you want from this workshop?70/5/PAPER5/8/2/5/8/
2/89/C5/Paper70/4/PENS5/8/2/5/8/2/89/C4/Pens70/4/BOTH5/8/2/5/8/2/89/CB/Paper, pe
ns70/7/MARKERS5/8/2/5/8/2/89/CJ/Markers; all colors70/8/SCISSORS5/8/2/5/8/2/89/C
8/Scissors70/6/BOARDS5/8/2/5/8/2/89/CL/Boards - white, green70/4/NONE5/8/2/5/8/2
/89/CD/None of these70/4/CALM5/8/2/5/8/2/8-8/8-7/CE/I stayed calm.70/5/TRUST5/8/
2/5/8/2/8-8/8-7/CT/I trusted the others, mostly.70/5/STAFF5/8/2/5/8/2/8-9/C10/Ho
w many people work with you?7A/5/SINCE1/A/0/1/A/0/CB/Since when?D1/4/GOAL5/K/4/B
oth10/H/Fix it, then rest1A/G/Learn; and teach2H/7/Refused39/B/I can't sayD1/5/P
APER2/0/2/No1/3/YesD1/4/PENS2/0/2/No1/3/YesD1/4/BOTH2/0/2/No1/3/YesD1/7/MARKERS2
/0/2/No1/3/YesD1/8/SCISSORS2/0/2/No1/3/YesD1/6/BOARDS2/0/2/No1/3/YesD1/4/NONE2/0
/2/No1/3/YesD1/4/CALM4/-7/J/Was not in the room5/5/Agree6/C/Neither, nor7/8/Disa
greeD1/5/TRUST4/-7/J/Was not in the room5/5/Agree6/C/Neither, nor7/8/DisagreeF1/
K/1/0/0/0/1/0/0/7/5/C/A/2026-01-052/10/0/0/0/0/0/0/1/6/-8/-9/A/2026-02-063/39/0/
1/1/0/0/0/0/5/7/2.F/A/          4/2H/9/9/9/9/9/9/9/-8/-8/3/A/2026-03-075/1A/0/0/
0/1/0/1/0/-7/6/0/A/2026-03-08ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ
