"""Passwords that are tried first: the commonest of those long enough to be allowed at all.

They are compared without regard to case and to what is put before and after (`1234567890!`). The
list is short on purpose: with few attempts allowed, only what everybody tries matters.
"""

_ENDS = "!@#$%&*.,?_- "
_FEWEST_DIFFERENT = 5
_COMMON = frozenset(
    """
    0123456789 01234567890 0987654321 1029384756 1111122222 1122334455 1212121212 1234554321
    1234567890 12345678900 12345678910 123456789a 123456789abc 1234567899 123456789q 1234567891
    12345678912 123456789123 1234567890a 1234567890q 1234512345 123123123123 123321123321
    123qwe123qwe 1357924680 1472583690 147258369 1597534862 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc
    1qaz1qaz1qaz 3141592653 31415926535 3141592654 5201314520 520131452013 5201314a520 7758521521
    9876543210 9876543211 a123456789 a1234567890 a1b2c3d4e5 aa12345678 aa123456789 abc1234567
    abc12345678 abc123456789 abcd123456 abcd1234567 abcd12345678 abcde12345 abcdef123456
    abcdefghij abcdefghijk admin12345 admin123456 admin@12345 admin@123456 administrator
    admin12345678 asd123456789 asdf123456 asdfasdfasdf asdfghjkl1 asdfghjkl123 changeme123
    changeme1234 computer123 default123 dragon12345 football123 helloworld iloveyou123
    iloveyou1314 letmein123 letmein1234 manager123 master12345 p@ssw0rd123 p@ssword123 pa55word123
    pass@word1 pass1234567 pass12345678 passw0rd123 passw0rd1234 password00 password01 password10
    password11 password12 password123 password1234 password12345 password123456 password@1
    password@123 passwordpassword princess123 q1w2e3r4t5 q1w2e3r4t5y6 qazwsxedc1 qazwsxedc123
    qazwsxedcrfv qq123456789 quankan123 quankan1234 quankan123456 quankan2026 qwer123456
    qwer1234567 qwer12345678 qwerasdfzxcv qwerty1234 qwerty12345 qwerty123456 qwertyuiop
    qwertyuiop1 qwertyuiop123 root123456 sunshine123 superman123 superuser1 superuser123 system1234
    temp123456 test123456 test1234567 tsinghua123 user123456 welcome123 welcome1234 welcome@123
    woaini1314 woaini13145 woaini520 woaini5201314 woaini521 woaiwojia123 wobuzhidao xiaoxiao123
    zaq12wsxcde3 zaq1zaq1zaq1 zhang123456 zhangwei123 zhengwu123 zhengwu123456 zxc123456789
    zxcvbnm123 zxcvbnm1234 zxcvbnm123456 zxcvbnmasdf zzz123456789
    """.split()
)


def is_common(password: str) -> bool:
    """Whether it is one of those tried first, or is made of hardly any different characters."""
    plain = password.casefold().strip(_ENDS)
    return len(set(plain)) < _FEWEST_DIFFERENT or plain in _COMMON
