"""robots.txt, obeyed also where the server cannot say what stands in it."""

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Request, Response

_NOTHING = b"User-agent: *\nDisallow: /\n"


class CautiousRobots(RobotsTxtMiddleware):
    """Scrapy's, but a server's error is no leave to fetch everything (RFC 9309, 2.3.1.4); a missing file is."""

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            response = response.replace(body=_NOTHING)
        elif response.status >= 400:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)
