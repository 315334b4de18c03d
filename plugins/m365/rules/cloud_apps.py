"""Categories of cloud services: learn.microsoft.com/graph/api/resources/security-discoveredcloudappdetail."""

PERSONAL = frozenset({"cloudStorage", "contentSharing", "personalInstantMessaging", "webemail"})
"""Those by which people take files out for themselves."""
CATEGORIES = PERSONAL | frozenset(
    {
        *(
            "security",
            "collaboration",
            "hostingServices",
            "onlineMeetings",
            "newsAndEntertainment",
            "eCommerce",
        ),
        *("education", "marketing", "operationsManagement", "health", "advertising", "productivity"),
        *("accountingAndFinance", "contentManagement", "businessManagement", "communications", "forums"),
        *("dataAnalytics", "businessIntelligence", "codeHosting", "webAnalytics", "socialNetwork", "crm"),
        *("humanResourceManagement", "transportationAndTravel", "productDesign", "sales", "itServices"),
        *("cloudComputingPlatform", "projectManagement", "developmentTools", "supplyChainAndLogistics"),
        *("propertyManagement", "customerSupport", "internetOfThings", "vendorManagementSystems"),
        *("websiteMonitoring", "generativeAi", "eCommerce"),
    }
)
