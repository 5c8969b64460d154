"""English words that say nothing of what a text is about."""

STOPWORDS = frozenset(
    """
    a about above across after again against all almost along already also although always am
    among an and another any are aren't around as at be became because become becomes been before
    being below between beyond both but by can can't cannot could couldn't did didn't do does
    doesn't doing don't done down due during each either else enough especially etc even ever every
    few for from further had hadn't has hasn't have haven't having he her here hers herself him
    himself his how however i if in indeed instead into is isn't it it's its itself just least less
    let like made mainly make makes many may maybe me might more moreover most mostly much must my
    myself namely near nearly neither never nevertheless no nor not nothing now of off often on
    once one only onto or other others otherwise our ours ourselves out over own per perhaps quite
    rather really same several shall she should shouldn't since so some still such than that that's
    the their theirs them themselves then there thereby therefore these they this those though
    through throughout thus to together too toward towards two under unless until up upon us using
    very via was wasn't we were weren't what when where whereas whether which while who whole whom
    whose why will with within without won't would wouldn't yet you your yours yourself yourselves
    """.split()
)
